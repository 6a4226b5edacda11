"""The day of an activity on its group's page."""

import datetime as dt

import pytest

DAY, LATER = dt.date(2027, 3, 9), dt.date(2027, 3, 29)


@pytest.fixture
def visit(still, begin, pair, priya, omar):
    """Priya visits Omar on two days."""
    still.stand_still(dt.datetime(2027, 3, 1, 8, 0, tzinfo=dt.UTC))
    visit = begin(pair, priya, "shadowing")
    visit.does(priya, "shadow", visitor=priya.ref, host=omar.ref)
    visit.goes_on(priya)
    visit.does(omar, "agree", **{"day": DAY, "day-2": LATER})
    return visit


@pytest.mark.parametrize(
    ("days", "shown"),
    [(0, DAY), (8, DAY), (9, LATER), (28, LATER), (29, LATER)],
    ids=["agreed", "the first day", "the day after", "the second day", "both have passed"],
)
def test_the_next_of_several_days_stands_there(still, visit, omar, browser_of, at, days, shown):
    still.move(dt.timedelta(days=days))
    page = browser_of(omar).get(at(visit.group))
    assert page.select_one("#activities-side time")["datetime"] == str(shown)
