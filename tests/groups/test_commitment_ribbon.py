"""A year's ribbon: a shape for each commitment, a table that says the same, for the members' eyes alone."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.commitments import making, outcomes, ribbon
from peerportal.groups.models import Commitment, Group

STATES = ("open", "done", "partly", "still", "changed")
TOLD = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 12), st.sampled_from(STATES)), max_size=120)


def year_of(pair, people, per_month=1):
    """The pair's year 2027: something said by each every month, by turns with each outcome."""
    Group.update(opened_at=dt.datetime(2026, 12, 1, tzinfo=dt.UTC)).where(Group.id == pair.id).execute()
    for month in range(1, 13):
        for number in range(per_month):
            for person in people:
                ref = new_ref()
                Commitment.create(
                    ref=ref,
                    group=pair,
                    person=person,
                    words=making._sealed(pair, person, ref, f"{person.first_name} in month {month}"),
                    state=STATES[(month + number) % 5],
                    made_at=dt.datetime(2027, month, 3 + number, tzinfo=dt.UTC),
                )


@given(TOLD)
@settings(max_examples=100)
def test_every_commitment_has_its_shape_inside_the_band_of_its_month(told):
    names = [(key, f"Member {key}") for key in range(1, 9)]
    drawn = ribbon.picture(names, told)
    assert len(drawn.rows) == 8
    assert sum(len(row.marks) + sum(more for *_, more in row.more) for row in drawn.rows) == len(told)
    for row in drawn.rows:
        for mark in row.marks:
            assert row.top < mark.y < row.top + row.height and 0 < mark.x < drawn.width
        assert len({(mark.x, mark.y) for mark in row.marks}) == len(row.marks), "no shape hides another"
    assert all(
        above.top + above.height <= below.label_y
        for above, below in zip(drawn.rows, drawn.rows[1:], strict=False)
    )
    assert drawn.rows[-1].top + drawn.rows[-1].height <= drawn.height


@given(st.lists(st.sampled_from(STATES)))
@settings(max_examples=50)
def test_a_run_ends_where_something_was_not_done_and_waits_for_what_is_open(states):
    told = [state for state in states if state != "open"]
    run = ribbon.run_of_done(states)
    assert told[len(told) - run :] == ["done"] * run
    assert run == len(told) or told[len(told) - run - 1] != "done"


def test_the_picture_has_its_words_beside_it_and_tells_states_by_shape(
    browser_of, pair, priya, omar, at, still
):
    clock.stand_still(dt.datetime(2027, 12, 20, tzinfo=dt.UTC))
    year_of(pair, [priya, omar])
    page = browser_of(priya).get(at(pair, "ribbon"))
    picture = page.select_one("svg[role=img]")
    assert picture.title.get_text() and picture.desc.get_text()
    assert [name.get_text() for name in picture.select(".name")] == ["Priya", "Omar"]
    assert len(page.select("table tbody")) == 12
    assert len(page.select("table tbody tr")) == 24
    assert "Omar in month 7" in page.select_one("table").get_text()
    assert page.select_one("nav[aria-label=Years] [aria-current]").get_text() == "2027"


def test_another_year_can_be_chosen_and_nonsense_is_the_latest(browser_of, pair, priya, omar, at, still):
    clock.stand_still(dt.datetime(2027, 12, 20, tzinfo=dt.UTC))
    year_of(pair, [priya, omar])
    browser = browser_of(priya)
    assert "Nothing was said in 2026" in browser.get(at(pair, "ribbon") + "?year=2026").get_text()
    for odd in ("1999", "x", "", "9" * 30, "-1"):
        assert browser.get(at(pair, "ribbon") + f"?year={odd}").select_one("#ribbon")


def test_a_run_of_done_ones_is_told_to_its_maker_alone(browser_of, pair, priya, omar, at):
    for number in range(3):
        ref = new_ref()
        Commitment.create(
            ref=ref,
            group=pair,
            person=priya,
            state="done",
            words=making._sealed(pair, priya, ref, f"{number}"),
        )
    assert "Your last 3 are done" in browser_of(priya).get(at(pair, "ribbon")).get_text()
    assert "in a row" not in browser_of(omar).get(at(pair, "ribbon")).get_text()
    assert "are done" not in browser_of(omar).get(at(pair, "ribbon")).get_text()


def test_few_and_many_cost_the_same(browser_of, pair, priya, omar, at, count_queries, still):
    clock.stand_still(dt.datetime(2027, 12, 20, tzinfo=dt.UTC))
    browser, costs = browser_of(priya), []
    for more in (1, 9):
        year_of(pair, [priya, omar], more)
        for place in ("ribbon", "commitments"):
            with count_queries() as counted:
                browser.get(at(pair, place))
            costs.append(counted.count)
    assert costs[:2] == costs[2:] and max(costs) <= 6


def test_a_stranger_finds_no_ribbon(browser_of, pair, priya, lin, carmen, at):
    made = making.make(pair, priya, "Ask Ana", None, new_ref())
    outcomes.report(pair, made, priya, "done")
    for person in (lin, carmen):
        browser_of(person).get(at(pair, "ribbon"), status=404)
        browser_of(person).get(at(pair, "commitments"), status=404)
