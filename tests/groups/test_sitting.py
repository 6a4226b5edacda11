"""Meeting mode: everybody sees the same item and turn, each click counts once, and it ends kindly."""

from datetime import timedelta

import pytest

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.models import AgendaItem, Circle, Group, Meeting, Membership, Sitting
from peerportal.groups.models.agenda import CARRIED, DISCUSSED
from peerportal.groups.opened import open_group
from peerportal.groups.sitting import notebooks, notes, steps
from peerportal.groups.sitting.reading import facts


@pytest.fixture
def items(pair, priya, omar):
    """Three points of Omar's and Priya's."""
    return [
        AgendaItem.add(pair, by, words, new_ref())
        for words, by in (("One", omar), ("Two", priya), ("Three", omar))
    ]


@pytest.fixture
def circle(programme, make_person):
    """Four people who meet in a circle."""
    people = [make_person(name) for name in ("Ada One", "Ben Two", "Cleo Three", "Dan Four")]
    with transaction():
        space = vault.new_space("group", [person.id for person in people])
        group = Group.create(
            programme=programme, kind="circle", state="active", space_id=space, activated_at=clock.now()
        )
        for number, person in enumerate(people):
            Membership.create(group=group, person=person, joined_at=clock.now() + timedelta(seconds=number))
        Circle.create(group=group, topic="Talks")
        group.meeting = Meeting.create(group=group, number=1)
    group.people = people
    return group


def step(group, taken, number=1):
    """Take a step as somebody who sees what is there now."""
    sitting = (
        Sitting.select()
        .join(Meeting, on=(Sitting.meeting == Meeting.id))
        .where(Meeting.number == number)
        .first()
    )
    return steps.take(group, number, sitting.version if sitting else 0, taken)


def sat(group, reader):
    return facts(Group.get_by_id(group.id), reader)["sat"]


def test_both_see_who_speaks_and_until_when_on_their_own_clocks(
    browser_of, pair, priya, omar, items, at, still
):
    omar.time_zone = "Asia/Tokyo"
    omar.save(only=["time_zone"])
    Meeting.update(minutes=45).execute()
    browser = browser_of(priya)
    page = browser.follow(browser.submit(browser.get(at(pair, "meeting")), "#steps"))
    assert "Priya speaks until" in page.select_one("#timer").get_text()
    assert page.select_one("#now-head").get_text() == "One"
    theirs = browser_of(omar).get(at(pair, "meeting")).select_one("#timer")
    until = clock.now() + timedelta(minutes=7)
    assert theirs.get_text().startswith("Priya speaks until") and "about 7 minutes left" in theirs.get_text()
    assert (until + timedelta(hours=9)).strftime("%H:%M") in theirs.get_text()
    assert theirs["data-left"] == "420"


def test_time_goes_by_without_anybody_doing_anything(pair, priya, items, still):
    step(pair, steps.start)
    clock.move(timedelta(minutes=3))
    assert sat(pair, priya).speaking.left == 4 * 60
    clock.move(timedelta(minutes=10))
    assert sat(pair, priya).speaking.left == 0
    assert sat(pair, priya).speaking.name == "Priya", "nobody is cut off"


def test_a_turn_left_running_on_another_day_rests(browser_of, pair, priya, items, at, still):
    step(pair, steps.start)
    clock.move(timedelta(days=1))
    assert not sat(pair, priya).speaking.runs
    assert browser_of(priya).get(at(pair)).select_one("#loop").has_attr("hidden")


def test_a_double_click_passes_on_once(browser_of, pair, priya, omar, items, at):
    step(pair, steps.start)
    browser = browser_of(priya)
    page = browser.get(at(pair, "meeting"))
    form = {field["name"]: field["value"] for field in page.select("#steps input[type=hidden]")}
    for _ in range(2):
        answer = browser.post(at(pair, "meeting", "pass-on"), form, fragment=True)
    assert "Omar speaks" in answer.select_one("#timer").get_text()
    assert "a moment quicker" in answer.select_one("#said").get_text()


def test_a_click_for_the_last_meeting_does_nothing_to_the_next(pair, priya, items):
    holding.hold(pair, 1)
    with pytest.raises(RuleBroken):
        steps.take(pair, 1, 0, steps.start)
    assert not Sitting.select().exists()


def test_after_the_last_turn_there_is_another_round_or_the_next_point(browser_of, pair, priya, items, at):
    for taken in (steps.start, steps.pass_on, steps.pass_on):
        step(pair, taken)
    page = browser_of(priya).get(at(pair, "meeting"))
    assert "Everybody has had a turn." in page.select_one("#turn").get_text()
    step(pair, steps.start)
    assert sat(pair, priya).speaking.name == "Priya"
    step(pair, steps.next_item)
    now = sat(pair, priya)
    assert (now.current.item.words, now.speaking.name, now.speaking.runs) == ("Two", "Omar", False)


def test_ticking_and_leaving_go_on_to_what_is_open_and_the_groups_page_agrees(
    browser_of, pair, priya, items, at
):
    step(pair, steps.discuss)
    step(pair, steps.carry_over)
    assert sat(pair, priya).current.item.words == "Three"
    assert [AgendaItem.get_by_id(item.id).state for item in items] == [DISCUSSED, CARRIED, "open"]
    step(pair, steps.discuss)
    assert sat(pair, priya).is_through
    page = browser_of(priya).get(at(pair))
    assert len(page.select("#items .done")) == 2
    assert "Your meeting goes on." in page.select_one("#loop").get_text()


def test_any_point_can_be_talked_about_and_a_removed_one_gives_way(browser_of, pair, priya, items, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "meeting"))
    browser.submit(page, "#points form", item=items[2].ref)
    assert sat(pair, priya).current.item.words == "Three"
    items[2].remove(pair)
    assert sat(pair, priya).current.item.words == "One"
    for nonsense in ("", "x" * 26, "1"):
        step(pair, steps.talk_about(nonsense))
    assert sat(pair, priya).current.item.words == "One"


def test_an_empty_agenda_still_has_turns(browser_of, pair, priya, at):
    browser = browser_of(priya)
    page = browser.follow(browser.submit(browser.get(at(pair, "meeting")), "#steps"))
    assert "Nothing is on the agenda" in page.select_one("#now-head").get_text()
    for taken in (steps.discuss, steps.next_item, steps.previous_item, steps.carry_over, steps.pass_on):
        step(pair, taken)
    assert sat(pair, priya).speaking.name == "Omar"


def test_a_circle_takes_turns_without_whoever_left(circle):
    ada, ben, cleo, dan = circle.people
    step(circle, steps.start)
    step(circle, steps.skip)
    assert [name for name, _ in sat(circle, dan).speaking.order] == ["Ben", "Cleo", "Dan", "Ada"]
    Membership.update(left_at=clock.now()).where(Membership.person == ben).execute()
    now = sat(circle, dan).speaking
    assert [name for name, _ in now.order] == ["Cleo", "Dan", "Ada"]
    assert (now.name, now.runs) == ("Cleo", False)
    for _ in range(3):
        step(circle, steps.pass_on)
    assert not sat(circle, dan).speaking.name


def test_the_host_of_a_circle_begins(circle):
    Meeting.update(host_id=circle.people[2].id).execute()
    now = sat(circle, circle.people[0])
    assert (now.host, now.speaking.name) == ("Cleo", "Cleo")


def test_an_unchanged_poll_is_a_304_and_a_step_brings_the_page(browser_of, pair, priya, items, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "meeting"))
    tag = {"HX-PTag": page.select_one("#sitting")["hx-ptag"]}
    poll = at(pair, "meeting", "poll")
    assert (
        browser.open("GET", poll, query_string={"number": 1}, fragment=True, headers=tag).status_code == 304
    )
    step(pair, steps.start)
    answer = browser.get(poll, query_string={"number": 1}, fragment=True, headers=tag)
    assert answer.select_one("#timer")
    assert answer.response.headers["HX-PTag"] != tag["HX-PTag"]


def test_when_the_other_says_you_met_the_page_leads_on(browser_of, pair, priya, items, at):
    step(pair, steps.start)
    holding.hold(pair, 1)
    assert not Sitting.select().exists()
    page = browser_of(priya).get(
        at(pair, "meeting", "poll"), query_string={"number": 1, "editing": items[0].ref}, fragment=True
    )
    held = Meeting.get(Meeting.number == 1)
    assert page.select_one(f"a[href='{at(pair, 'meetings', held.ref, 'after')}']")
    assert page.select_one(f"#note-{items[0].ref}"), "a note that is being written stays"
    assert not page.select("[hx-trigger]")


def test_closing_the_group_ends_the_sitting(browser_of, pair, priya, items, at):
    step(pair, steps.start)
    pair.close()
    page = browser_of(priya).get(at(pair, "meeting", "poll"), query_string={"number": 1}, fragment=True)
    assert "is closed" in page.get_text()
    assert browser_of(priya).get(at(pair, "meeting"), status=302).location.endswith(at(pair))
    with pytest.raises(RuleBroken):
        step(pair, steps.pass_on)


def test_the_page_costs_the_same_for_three_points_and_thirty(
    browser_of, pair, priya, items, at, count_queries
):
    notebooks.save(pair, priya, "Mine", 0)
    browser, costs = browser_of(priya), []
    for more in (1, 27):
        for _ in range(more):
            notes.save(pair, AgendaItem.add(pair, priya, "More", new_ref()), priya, "Written", 0)
        with count_queries() as counted:
            browser.get(at(pair, "meeting"))
        costs.append(counted.count)
    assert costs[0] == costs[1] <= 8


@pytest.mark.parametrize("nonsense", ["", "-1", "x", "9" * 30, "٣"])
def test_nonsense_in_a_step_changes_nothing(browser_of, pair, priya, items, at, nonsense):
    browser = browser_of(priya)
    browser.post(at(pair, "meeting", "start"), {"number": "1", "version": nonsense})
    browser.post(at(pair, "meeting", "start"), {"number": nonsense, "version": "0"}, status=409)
    assert not Sitting.select().exists()


def test_notes_show_the_opened_words_only_of_the_item_at_hand(pair, priya, items):
    for item in items:
        notes.save(pair, item, priya, f"About {item.id}", 0)
    vault.openings.clear()
    now = sat(pair, priya)
    assert now.note.words == f"About {items[0].id}"
    assert vault.openings["group"] == len(items) + 2
    assert open_group(pair, priya).name_of(0) == "A former member"
