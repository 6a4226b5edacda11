"""Home: what waits for a person, and nothing else."""

from datetime import timedelta

import pytest

from peerportal.core import clock, log
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups.models import Commitment, Goal, Group, Meeting, Membership
from peerportal.groups.own import own_space
from peerportal.people import asks
from peerportal.people.models import Person, Profile
from tests.world import SECRETS, ask, open_group


@pytest.fixture
def home_of(browser_of):
    return lambda person: browser_of(person).get("/").select_one("main")


def words(tag):
    return " ".join(tag.get_text().split())


def test_a_stranger_is_sent_to_sign_in(browser_of, priya):
    assert browser_of().get("/", status=302).location == "/sign-in"


def test_somebody_waiting_for_approval_is_told_so(browser_of, make_person):
    wanda = make_person("Wanda Wait", state="waiting")
    assert browser_of(wanda).get("/", status=302).location == "/waiting"


def test_with_nothing_waiting_the_page_helps_to_begin(home_of, priya):
    page = home_of(priya)
    assert "Nothing waits for you today" in words(page)
    assert page.select_one("a.go")["href"] == "/suggestions"


def test_an_unpublished_profile_waits_first(home_of, priya):
    Profile.update(published_at=None).where(Profile.person == priya).execute()
    page = home_of(priya)
    assert "not published" in words(page)
    assert page.select_one("a.go")["href"] == "/profile"
    assert len(page.select(".go")) == 1


def test_a_request_waits_for_whom_it_asks_and_not_for_who_asked(home_of, priya, omar, programme):
    request = ask(priya, omar, programme)
    assert f"/requests/{request.ref}" in str(home_of(omar))
    mine = home_of(priya)
    assert f"/requests/{request.ref}" not in str(mine)
    assert "on the way" in words(mine)


def test_a_question_waits_for_who_asked(home_of, priya, omar, programme):
    request = ask(priya, omar, programme, state="asked_back")
    assert f"/requests/{request.ref}" in str(home_of(priya))
    assert f"/requests/{request.ref}" not in str(home_of(omar))


def test_my_groups_stand_with_their_next_date_on_my_clock(home_of, priya, omar, programme):
    Person.update(time_zone="Asia/Tokyo").where(Person.id == priya.id).execute()
    group = open_group(priya, omar, programme, item="Shift plans")
    at = clock.now().replace(hour=20, minute=30) + timedelta(days=3)
    Meeting.update(starts_at=at).where(Meeting.group == group, Meeting.held_at.is_null()).execute()
    page = home_of(priya)
    assert f"/groups/{group.ref}" in str(page)
    assert "05:30" in words(page.select_one("#meetings").parent)
    assert "20:30" in words(home_of(omar).select_one("#meetings").parent)


def test_a_date_that_has_passed_asks_whether_they_met(home_of, priya, omar, programme):
    group = open_group(priya, omar, programme, item="Shift plans")
    Meeting.update(starts_at=clock.now() - timedelta(hours=3)).where(Meeting.group == group).execute()
    page = home_of(priya)
    assert "Did you meet Omar?" in words(page.select_one("#step"))
    assert page.select_one("#step a")["href"] == f"/groups/{group.ref}#next"


def test_a_meeting_that_goes_on_is_still_the_next_one(home_of, priya, omar, programme):
    group = open_group(priya, omar, programme, item="Shift plans")
    Meeting.update(starts_at=clock.now() - timedelta(minutes=2)).where(Meeting.group == group).execute()
    page = home_of(priya)
    assert "Omar" in words(page.select_one("#meetings").parent)
    assert "Did you meet" not in words(page)


def test_a_closed_group_waits_no_more(home_of, priya, omar, programme):
    group = open_group(priya, omar, programme, state="closed")
    assert f"/groups/{group.ref}" not in str(home_of(priya))


def test_a_stranger_sees_nothing_of_it(home_of, priya, omar, lin, programme):
    ask(priya, omar, programme)
    open_group(priya, omar, programme)
    assert "Omar" not in words(home_of(lin)) and "Priya" not in words(home_of(lin))


@pytest.mark.parametrize("many", [3, 12])
def test_home_costs_the_same_for_few_and_many(browser_of, count_queries, make_person, priya, programme, many):
    for number in range(many):
        ask(make_person(f"Person {number}"), priya, programme)
        open_group(priya, make_person(f"Peer {number}"), programme)
    browser = browser_of(priya)
    browser.get("/")
    with count_queries() as counted:
        browser.get("/")
    assert counted.count <= 7
    assert Group.select().count() == many


def test_a_time_zone_that_the_machine_no_longer_knows_counts_as_utc(browser_of, programme, priya, omar):
    open_group(priya, omar, programme, item="How to begin")
    Person.update(time_zone="Mars/Olympus").where(Person.id == priya.id).execute()
    assert "Omar" in words(browser_of(priya).get("/").select_one("main"))


def test_who_can_see_what_is_open_to_everybody(browser_of, priya):
    for person in (None, priya):
        page = browser_of(person).get("/who-can-see-what")
        assert len(page.select("tbody tr")) >= 10


def test_the_coordinator_sees_what_needs_them_and_counts(
    browser_of, carmen, make_person, priya, omar, programme
):
    browser = browser_of(carmen)
    assert "Nothing needs you" in words(browser.get("/admin").select_one("main"))
    make_person("Wanda Wait", state="waiting")
    open_group(priya, omar, programme)
    page = browser.get("/admin").select_one("main")
    assert "1 person waits to be let in" in words(page)
    assert "Priya" not in words(page)


def test_the_log_is_read_page_by_page_by_coordinators_alone(browser_of, carmen, priya):
    for number in range(120):
        log.write(carmen.id if number % 2 else 0, f"did {number}", "person", priya.ref, "why not")
    browser = browser_of(carmen)
    first = browser.get("/admin/log")
    assert words(first.select("tbody tr")[0]).count("did 119") == 1
    assert len(first.select("tbody tr")) == 50
    third = browser.get("/admin/log?page=3")
    assert "did 0" in words(third.select_one("tbody"))
    assert "The operator" in words(third)
    for odd in ("0", "-1", "x", "9" * 30, "%00", "³"):
        browser.get(f"/admin/log?page={odd}")
    browser_of(priya).get("/admin/log", status=403)


def test_what_one_said_one_would_do_stands_there_for_oneself_alone(home_of, priya, omar, lin, programme):
    group = open_group(priya, omar, programme, item="Shift plans")
    Commitment.update(due_on=clock.today()).where(Commitment.person == priya).execute()
    page = home_of(priya)
    mine = page.select_one("#promised").parent
    assert SECRETS["commitment"] in words(mine) and "How did it go?" in words(mine)
    assert mine.select_one("a")["href"].startswith(f"/groups/{group.ref}#")
    assert page.select_one("#step a")["href"] == f"/groups/{group.ref}#last"
    assert SECRETS["commitment"] not in words(home_of(lin))


def test_five_of_them_stand_there_and_the_rest_behind_a_link(
    home_of, browser_of, priya, programme, make_person
):
    for number in range(6):
        open_group(priya, make_person(f"Peer {number}"), programme, item="Begin")
    page = home_of(priya)
    assert len(page.select("#promised + ul > li")) == 5
    assert len(browser_of(priya).get("/commitments").select("main .lines > li")) == 6


def goal(group, person, days, words='{"specific": "Give a talk"}', **facts):
    """A goal in its owner's own space, due in so many days."""
    with transaction():
        space = own_space(Group.get_by_id(group.id), person)
        ref = new_ref()
        Goal.create(
            ref=ref,
            group=group,
            person=person,
            space_id=space.space_id,
            words=space.seal(Goal.words, ref, words),
            due_on=clock.today() + timedelta(days=days),
            **facts,
        )


def test_goals_due_within_two_weeks_stand_there(home_of, priya, omar, programme):
    group = open_group(priya, omar, programme, item="Shift plans")
    for days, said in ((3, "Soon"), (40, "Far"), (4, "Dropped")):
        goal(
            group, priya, days, f'{{"specific": "{said}"}}', state="dropped" if said == "Dropped" else "draft"
        )
    page = words(home_of(priya))
    assert "Soon" in page and "Far" not in page and "Dropped" not in page
    assert "Soon" not in words(home_of(omar))


def test_other_rooms_can_add_what_waits_for_an_answer(home_of, priya, lin, monkeypatch):
    ask = asks.Ask("", "Ines", " invites you to a circle", "Three people, once a month.", "/circles/one")
    monkeypatch.setattr(asks, "FINDERS", [])
    asks.register(lambda person: [ask] if person.id == priya.id else [])
    page = home_of(priya).select_one("#to-answer")
    assert "Ines invites you to a circle" in words(page)
    assert page.select_one("a.go")["href"] == "/circles/one"
    assert "Ines" not in words(home_of(lin))


def test_after_a_first_chat_only_my_answer_is_asked(home_of, priya, omar, programme):
    group = open_group(priya, omar, programme, state="trying")
    Group.update(first_chat_at=clock.now() - timedelta(hours=2)).where(Group.id == group.id).execute()
    page = home_of(priya)
    assert "Would you like to go on?" in words(page.select_one("#to-answer"))
    assert not page.select("#step")
    Membership.update(answer="yes").where(Membership.person == priya).execute()
    assert not home_of(priya).select("#to-answer")


def test_a_group_that_has_all_it_needs_leaves_one_in_peace(home_of, priya, omar, programme):
    group = open_group(priya, omar, programme, item="Shift plans")
    goal(group, priya, 60)
    page = home_of(priya)
    assert "Nothing waits for you today" in words(page) and not page.select("#step")
