"""What's your plan? Lanes by year, entries that move and never get lost, the gap, and steps that become commitments."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerportal.activities import playing
from peerportal.activities.kind import Overtaken, Refused
from peerportal.activities.reading import said_by_others
from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Commitment, Meeting
from peerportal.groups.opened import open_group
from tests.looking import look


@pytest.fixture
def table(still, begin, pair, priya):
    return begin(pair, priya, "plan")


@pytest.fixture
def now(table, priya):
    """The year in which the plans begin."""
    return table.facts(priya, "draw")["plan"]["years"][0]


@pytest.fixture
def shown(table, now, priya, omar):
    """Both plans lie open, and the group looks at the gap."""
    table.does(priya, "add-aim", words="Lead a team", year=now + 3)
    table.does(omar, "add-aim", words="Open a workshop", year=now + 4)
    for person in (priya, omar):
        table.does(person, "ready")
    table.goes_on(priya)
    return table


def aims(table, person, step="draw"):
    return {aim["words"]: aim for aim in table.facts(person, step)["plan"]["aims"]}


def theirs(table, person, of):
    return next(plan for plan in table.facts(person, "gap")["plans"] if plan["member"].id == of.id)


def test_a_plan_begins_this_year_and_has_five_to_ten_years(table, now, priya):
    assert now == clock.today().year
    table.does(priya, "span", years=10)
    years = table.facts(priya)["plan"]["years"]
    assert (years[0], len(years)) == (now, 10)


@pytest.mark.parametrize("wrong", ["4", "11", "12026", "x", "", "99999999999999"])
def test_another_number_of_years_is_refused_beside_it(table, priya, browser_of, wrong):
    browser = browser_of(priya)
    answer = browser.submit(browser.get(table.at()), "#draw-span", status=422, years=wrong)
    assert answer.select_one("#draw-years-error").get_text().strip()
    assert len(table.facts(priya)["plan"]["years"]) == 5


@pytest.mark.parametrize("wrong", ["12026", "1999", "-1", "0", "soon", "2027.5", "9999999999999999"])
def test_a_year_outside_is_refused_beside_it_with_the_words_kept(table, priya, browser_of, wrong):
    browser = browser_of(priya)
    answer = browser.submit(browser.get(table.at()), "#draw-add-aim", status=422, words="Sail", year=wrong)
    assert answer.select_one("#draw-year-error").get_text().strip()
    assert answer.select_one("#draw-words")["value"] == "Sail"
    assert aims(table, priya) == {}


def test_years_that_hold_something_cannot_fall_out(table, now, priya):
    table.does(priya, "span", years=8)
    table.does(priya, "add-aim", words="Retire to the sea", year=now + 7)
    with pytest.raises(Refused, match=f"Something stands in {now + 7}"):
        table.does(priya, "span", years=5)
    assert len(table.facts(priya)["plan"]["years"]) == 8


def test_an_entry_moves_to_another_year_and_never_beyond(table, now, priya):
    table.does(priya, "add-aim", words="Lead a team", year=now)
    entry = aims(table, priya)["Lead a team"]["ref"]
    for _ in range(2):
        table.does(priya, "to-year", entry=entry, year=now + 4)
    assert aims(table, priya)["Lead a team"]["year"] == now + 4
    for beyond in (now + 5, now - 1, 12026):
        with pytest.raises(RuleBroken):
            table.does(priya, "to-year", entry=entry, year=beyond)


def test_a_form_sent_twice_is_one_entry(table, now, priya):
    key = new_ref()
    for _ in range(2):
        table.does(priya, "add-aim", words="Lead a team", year=now, key=key)
    assert len(table.facts(priya)["plan"]["aims"]) == 1


def test_what_is_removed_comes_back_where_it_was(table, now, priya):
    table.does(priya, "add-aim", words="Lead a team", year=now + 2)
    entry = aims(table, priya)["Lead a team"]["ref"]
    for _ in range(2):
        table.does(priya, "remove-aim", entry=entry)
    assert aims(table, priya) == {}
    assert table.facts(priya)["plan"]["removed"]["words"] == "Lead a team"
    table.does(priya, "put-back-aim", entry=entry)
    assert aims(table, priya)["Lead a team"]["year"] == now + 2


def test_what_no_longer_fits_is_put_back_once_the_plan_is_longer(table, now, priya):
    table.does(priya, "span", years=10)
    table.does(priya, "add-aim", words="Far away", year=now + 9)
    entry = aims(table, priya)["Far away"]["ref"]
    table.does(priya, "remove-aim", entry=entry)
    table.does(priya, "span", years=5)
    for deed, words in (("put-back-aim", {}), ("change-aim", {"words": "Nearer", "version": 1})):
        with pytest.raises(RuleBroken, match="Make it longer"):
            table.does(priya, deed, entry=entry, **words)


def test_two_devices_meet_over_one_entry_and_lose_nothing(table, now, priya):
    table.does(priya, "add-aim", words="Lead a team", year=now)
    entry = aims(table, priya)["Lead a team"]["ref"]
    table.does(priya, "change-aim", entry=entry, words="From my phone", version=1)
    with pytest.raises(Overtaken) as met:
        table.does(priya, "change-aim", entry=entry, words="From my laptop", version=1)
    assert met.value.now["words"] == "From my phone"
    table.does(priya, "change-aim", entry=entry, words="From my laptop", version=met.value.version)
    assert list(aims(table, priya)) == ["From my laptop"]


def test_a_change_of_what_was_removed_meanwhile_brings_it_back(table, now, priya):
    table.does(priya, "add-aim", words="Lead a team", year=now)
    entry = aims(table, priya)["Lead a team"]["ref"]
    table.does(priya, "remove-aim", entry=entry)
    table.does(priya, "change-aim", entry=entry, words="Lead a small team", version=1)
    assert list(aims(table, priya)) == ["Lead a small team"]


def test_a_plan_has_room_for_forty_entries(table, now, priya):
    for number in range(40):
        table.does(priya, "add-aim", words=f"Thing {number}", year=now + number % 5)
    with pytest.raises(Refused, match="There are 40 here"):
        table.does(priya, "add-aim", words="One more", year=now)


def test_nobody_sees_anothers_plan_before_both_are_ready(table, now, priya, omar, browser_of):
    table.does(priya, "add-aim", words="Zirkuszebra", year=now)
    with pytest.raises(RuleBroken, match="at least one thing"):
        table.does(omar, "ready")
    table.does(priya, "ready")
    assert "Zirkuszebra" not in browser_of(omar).get(table.at()).get_text(" ")
    with pytest.raises(RuleBroken, match="Take that back"):
        table.does(priya, "add-aim", words="More", year=now)


def test_once_revealed_ones_own_plan_still_changes_and_nobody_elses(shown, now, priya, omar):
    mine = theirs(shown, omar, priya)["aims"][0]
    shown.does(priya, "to-year", step="draw", entry=mine["ref"], year=now + 1)
    assert theirs(shown, omar, priya)["aims"][0]["year"] == now + 1
    with pytest.raises(RuleBroken, match="no longer there"):
        shown.does(omar, "to-year", step="draw", entry=mine["ref"], year=now)


def test_what_lies_open_can_be_shown_to_a_coordinator_and_nothing_else(shown, pair, priya, omar):
    said = said_by_others(shown.session, open_group(pair, omar))
    assert [(name, words) for _, name, words in said] == [("Priya", "Lead a team")]
    aim = theirs(shown, priya, omar)["aims"][0]["ref"]
    shown.does(priya, "add-note", entry=aim, words="Find a room")
    said = said_by_others(shown.session, open_group(pair, omar))
    assert sorted(words for _, _, words in said) == ["Find a room", "Lead a team"]
    shown.does(priya, "remove-note", entry=theirs(shown, priya, omar)["aims"][0]["notes"][0]["ref"])
    assert len(said_by_others(shown.session, open_group(pair, omar))) == 1


def test_both_note_what_lies_between_and_each_changes_their_own(shown, priya, omar):
    aim = theirs(shown, omar, priya)["aims"][0]["ref"]
    shown.does(omar, "add-note", entry=aim, words="Find somebody who did it")
    note = theirs(shown, priya, priya)["aims"][0]["notes"][0]
    assert (note["words"], note["who"]) == ("Find somebody who did it", "Omar")
    with pytest.raises(RuleBroken, match="Omar wrote this"):
        shown.does(priya, "remove-note", entry=note["ref"])
    shown.does(omar, "remove-note", entry=note["ref"])
    assert theirs(shown, priya, priya)["aims"][0]["notes"] == []


def test_a_step_becomes_a_commitment_of_its_owner_once(shown, pair, priya, omar):
    shown.does(
        omar, "add-step", entry=theirs(shown, omar, priya)["aims"][0]["ref"], words="Ask Ines for lunch"
    )
    step = theirs(shown, priya, priya)["aims"][0]["steps"][0]["ref"]
    with pytest.raises(RuleBroken, match="Only Priya"):
        shown.does(omar, "promise", entry=step)
    for _ in range(2):
        shown.does(priya, "promise", entry=step)
    made = list(Commitment.select())
    assert [commitment.person_id for commitment in made] == [priya.id]
    assert theirs(shown, omar, priya)["aims"][0]["steps"][0]["promised"]


def test_what_the_rules_of_commitments_refuse_is_said(shown, pair, priya):
    aim = theirs(shown, priya, priya)["aims"][0]["ref"]
    for words in ("Ask Ines for lunch", "Read one book on it"):
        shown.does(priya, "add-step", entry=aim, words=words)
    first, second = (step["ref"] for step in theirs(shown, priya, priya)["aims"][0]["steps"])
    shown.does(priya, "promise", entry=first)
    with pytest.raises(RuleBroken, match="one thing at a time"):
        shown.does(priya, "promise", entry=second)
    Meeting.delete().execute()
    with pytest.raises(RuleBroken, match="no meeting yet"):
        shown.does(priya, "promise", entry=second)


@pytest.fixture
def laptop(table, priya):
    """Both sit at Priya's laptop."""
    playing.share_laptop(table.group, table.session, priya, True)
    return table


def test_on_one_laptop_each_writes_a_whole_plan_unseen(laptop, now, priya, omar, browser_of):
    lines = f"{now} Zirkuszebra\n\n{now + 4}: Retire to the sea"
    laptop.does(priya, "whole", member=omar.ref, years=5, lines=lines)
    assert "Zirkuszebra" not in browser_of(priya).get(laptop.at()).get_text(" ")
    laptop.does(priya, "whole", years=6, lines=f"{now + 5} Lead a team")
    assert [len(plan["aims"]) for plan in laptop.facts(priya)["plans"]] == [1, 2]
    sea = laptop.facts(priya)["plans"][1]["aims"][1]
    assert (sea["words"], sea["year"]) == ("Retire to the sea", now + 4)
    laptop.does(priya, "to-year", member=omar.ref, entry=sea["ref"], year=now)
    assert {aim["year"] for aim in laptop.facts(omar)["plans"][1]["aims"]} == {now}


@pytest.mark.parametrize("line", ["Lead a team", "12026 Lead a team", "2027", "", "-1 Lead a team"])
def test_on_one_laptop_a_line_without_its_year_is_refused_with_everything_kept(
    laptop, priya, browser_of, line
):
    browser = browser_of(priya)
    lines = f"2027 Sail\n{line}" if line else ""
    member = {"member": priya.ref}
    answer = browser.submit(browser.get(laptop.at()), "#draw-whole", status=422, lines=lines, **member)
    assert answer.select_one("#draw-lines-error").get_text().strip()
    assert "".join(answer.select_one("#draw-lines").get_text().split()) == "".join(lines.split())
    assert not laptop.facts(priya)["i_am_ready"]


def test_on_one_laptop_nothing_is_added_to_what_another_one_hides(laptop, now, priya, omar):
    laptop.does(omar, "add-aim", words="On my own phone", year=now)
    with pytest.raises(RuleBroken, match="device of their own"):
        laptop.does(priya, "add-aim", member=omar.ref, words="Others", year=now)
    with pytest.raises(RuleBroken, match="goes on there"):
        laptop.does(priya, "whole", member=omar.ref, years=5, lines=f"{now} Others")
    playing.share_laptop(laptop.group, laptop.session, priya, False)
    assert list(aims(laptop, omar)) == ["On my own phone"]


DEEDS = st.one_of(
    st.tuples(st.just("add-aim"), st.integers(-2, 12)),
    st.tuples(st.just("to-year"), st.integers(0, 5), st.integers(-2, 12)),
    st.tuples(st.just("remove-aim"), st.integers(0, 5)),
    st.tuples(st.just("put-back-aim"), st.integers(0, 5)),
    st.tuples(st.just("span"), st.integers(5, 10)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEEDS, max_size=14))
def test_no_sequence_of_moves_loses_an_entry_or_leaves_the_span(begin, pair, priya, deeds):
    table = begin(pair, priya, "plan")
    start, refs, gone = table.facts(priya)["plan"]["years"][0], [], set()
    for deed, *given_ in deeds:
        try:
            if deed == "add-aim":
                key = new_ref()
                table.does(priya, deed, words=key, year=start + given_[0], key=key)
                refs.append(key)
            elif deed == "span":
                table.does(priya, deed, years=given_[0])
            elif given_[0] < len(refs):
                entry, *year = refs[given_[0]], *given_[1:]
                words = {"year": start + year[0]} if year else {}
                table.does(priya, deed, entry=entry, **words)
                gone = {"remove-aim": gone | {entry}, "put-back-aim": gone - {entry}}.get(deed, gone)
        except RuleBroken:
            pass
        plan = table.facts(priya)["plan"]
        assert {aim["ref"] for aim in plan["aims"]} == set(refs) - gone
        assert all(aim["year"] in plan["years"] for aim in plan["aims"])
    playing.stop(table.group, table.session, priya)


@pytest.mark.browser
def test_two_draw_their_plans_and_promise_a_step(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "plan")
    now = table.facts(priya)["plan"]["years"][0]
    mine, theirs_ = page_of(priya), page_of(omar)
    mine.goto(table.at())
    theirs_.goto(table.at())
    look(mine, "plan-empty")
    mine.fill("#draw-years", "7")
    mine.locator("#draw-span button").click()
    mine.wait_for_selector(f"text=Your plan goes from {now} to {now + 6}", state="attached")
    for words, year in (
        ("Lead a team of my own", now + 2),
        ("السفر إلى اليابان", now + 4),
        ("Publish what I learned about teaching", now + 2),
    ):
        mine.fill("#draw-words", words)
        mine.fill("#draw-year", str(year))
        mine.get_by_role("button", name="Put it on the line").click()
        mine.wait_for_selector(f"#step-draw li:has-text('{words}')")
    mine.fill("#draw-words", "Much later")
    mine.fill("#draw-year", "12026")
    mine.get_by_role("button", name="Put it on the line").click()
    mine.wait_for_selector("text=Please choose a year from")
    assert mine.input_value("#draw-words") == "Much later"
    look(mine, "plan-refused")
    later = mine.get_by_role("button", name=f"Move to {now + 3} : Lead a team")
    later.focus()
    for year in (now + 3, now + 4):
        mine.keyboard.press("Enter")
        mine.wait_for_selector(f"li:has(> h3:text('{year}')):has-text('Lead a team')")
    assert "Lead a team" in mine.evaluate("document.activeElement.textContent")
    look(mine, "plan-draw")
    mine.get_by_role("button", name="I am ready").click()
    theirs_.fill("#draw-words", "Open a workshop")
    theirs_.get_by_role("button", name="Put it on the line").press("Enter")
    theirs_.wait_for_selector("#step-draw li:has-text('Open a workshop')")
    theirs_.get_by_role("button", name="I am ready").click()
    mine.wait_for_selector("#step-draw td:has-text('Open a workshop')")
    look(mine, "plan-revealed")
    mine.get_by_role("button", name="Go on").click()
    theirs_.wait_for_selector("#step-gap")
    theirs_.get_by_text("Add to it: Lead a team").press("Enter")
    theirs_.locator("#step-gap .more[open] [name=words]").first.fill(
        "Somebody has to see me lead something small."
    )
    theirs_.get_by_role("button", name="Note it").locator("visible=true").click()
    mine.wait_for_selector("li >> text=Somebody has to see me lead")
    theirs_.get_by_text("Add to it: Lead a team").click()
    theirs_.locator("#step-gap .more[open] input[name=words]").fill("Ask to run the next retrospective")
    theirs_.get_by_role("button", name="Add the step").locator("visible=true").click()
    mine.get_by_role("button", name="Make it a commitment").click()
    theirs_.wait_for_selector("li >> text=promised")
    look(mine, "plan-gap")
    mine.get_by_role("button", name="Finish").click()
    theirs_.wait_for_selector("text=finished on")
    assert theirs_.locator("svg[role=img]").first.bounding_box()["height"] > 50
    look(theirs_, "plan-finished")


@pytest.mark.browser
def test_it_is_drawn_without_a_script(page_of, begin, pair, omar):
    table = begin(pair, omar, "plan")
    page = page_of(omar, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.fill("#draw-words", "Open a workshop")
    page.get_by_role("button", name="Put it on the line").click()
    page.get_by_role("button", name="Move to").last.click()
    page.get_by_text("Change Open a workshop").click()
    page.locator("details[open] [name=words]").fill("Open a workshop by the river")
    page.get_by_role("button", name="Save").locator("visible=true").click()
    page.get_by_role("button", name="Remove").locator("visible=true").click()
    page.get_by_role("button", name="Put it back").click()
    assert "by the river" in page.inner_text("#table")


@pytest.mark.browser
def test_two_draw_their_plans_on_one_laptop_and_print_them(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "plan")
    now = table.facts(priya)["plan"]["years"][0]
    playing.share_laptop(table.group, table.session, priya, True)
    page = page_of(priya)
    page.goto(table.at())
    page.get_by_label("Omar").check()
    page.fill("#draw-lines", "Open a workshop")
    page.get_by_role("button", name="This plan is ready").click()
    page.wait_for_selector("text=Please begin each line")
    look(page, "plan-laptop-refused")
    assert page.get_by_label("Omar").is_checked()
    page.fill("#draw-lines", f"{now + 1} Open a workshop")
    page.get_by_role("button", name="This plan is ready").click()
    page.wait_for_selector(".seats:has-text('Omar: ready')")
    assert "Open a workshop" not in page.content()
    page.fill("#draw-lines", f"{now + 2} Lead a team")
    page.get_by_role("button", name="This plan is ready").click()
    page.wait_for_selector("svg >> text=Open a workshop")
    look(page, "plan-laptop")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector("#step-gap")
    assert not page.locator("#step-gap table").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator("#step-gap table").first.is_visible()
    assert not page.get_by_role("button").first.is_visible()
