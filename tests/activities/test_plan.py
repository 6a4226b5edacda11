"""What's your plan? Years, and entries that move between them and never get lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerportal.activities import playing
from peerportal.activities.kind import Overtaken, Refused
from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from tests.activities import plans
from tests.activities.plans import aims

table, now = plans.table, plans.now  # fixtures


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
