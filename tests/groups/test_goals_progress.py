"""Numbers as people type them, check-ins over time, and the small chart that is made of them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import amounts, chart, check_ins, one, progress, steps
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import GoalCheckIn
from peerportal.groups.opened import open_group
from tests.groups.goals_made import fresh, make_goal

DAY = dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"), ("3.5", "3.5"), ("3,5", "3.5"), ("-3", "-3"), ("\u22123", "-3"), ("+4", "4"), ("0,125", "0.125"),
        (".5", "0.5"), ("1 234", "1234"), ("1\u202f234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"),
        ("1'234", "1234"), ("1’234.50", "1234.5"), ("1,234,567", "1234567"), ("1.234.567,89", "1234567.89"),
        ("٣٫٥", "3.5"), ("٣", "3"), ("007", "7"), ("-0", "0"), ("10.00", "10"), ("12.3456", "12.3456"), (" 7 ", "7"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed, number):
    assert amounts.kept(amounts.read(typed)) == number


@pytest.mark.parametrize(
    "typed",
    [
        "", "six", "1,500", "1.500", "-2,345", "1..5", "1,2,3", "12,34.5", "1,23,456", "1e9", "1e309", "NaN", "inf",
        "9" * 400, "9999999999", "1.23456", "--1", "5 %", "½", "１２３４５６７８９０１２", "0x10", "\x00",
        "\ud800", "1'23",
    ],
)  # fmt: skip
def test_what_is_no_number_or_could_be_two_is_asked_about(typed):
    with pytest.raises(amounts.NotANumber) as refused:
        amounts.read(typed)
    assert str(refused.value)[-1] in ".?"


@given(st.decimals(-999_999, 999_999, places=2))
@settings(max_examples=60)
def test_what_is_kept_is_read_back_as_the_same(number):
    assert Decimal(amounts.kept(number)) == number
    assert amounts.read(amounts.kept(number)) == number


@given(st.text(max_size=30))
@settings(max_examples=100)
def test_any_text_is_a_number_or_a_sentence(text):
    try:
        assert abs(amounts.read(text)) <= amounts.MOST
    except amounts.NotANumber as refused:
        assert str(refused)


@pytest.mark.parametrize(
    ("measure", "now", "said", "there"),
    [
        ({"start": "0", "target": "6", "unit": "talks"}, 4, "4 of 6 talks", False),
        ({"target": "6", "unit": "talks"}, 6, "6 of 6 talks", True),
        ({"start": "10", "target": "2", "unit": "days"}, 4, "now 4, from 10 to 2 days", False),
        ({"start": "10", "target": "2", "unit": "days"}, 1, "now 1, from 10 to 2 days", True),
        ({"start": "-5", "target": "5"}, 0, "now 0, from \u22125 to 5", False),
        ({"start": "0", "target": "0", "unit": "accidents"}, 0, "0 of 0 accidents", True),
        ({}, 12500, "12\u202f500", False),
    ],
)
def test_how_far_it_is_in_a_few_words(measure, now, said, there):
    wording = Wording(**measure)
    assert progress.said(wording, Decimal(now), 0, 0) == said
    assert progress.is_there(wording, Decimal(now)) == there


def test_without_numbers_the_steps_say_how_far_it_is():
    assert progress.said(Wording(target="6"), None, 1, 3) == "1 of 3 steps done"
    assert progress.said(Wording(), None, 0, 1) == "0 of 1 step done"
    assert progress.said(Wording(), None, 0, 0) == ""


def drawn(numbers, **facts):
    facts = {"start": None, "target": None, "unit": "", "since": DAY, "due": None} | facts
    return chart.draw(
        chart.Measure([(DAY + dt.timedelta(days=day), Decimal(n)) for day, n in numbers], **facts)
    )


def test_without_a_number_there_is_no_chart():
    assert drawn([]) is None


def test_a_goal_that_goes_down_falls_towards_its_target():
    found = drawn(
        [(10, 7), (20, 4)], start=Decimal(10), target=Decimal(2), unit="days", due=DAY + dt.timedelta(days=40)
    )
    heights = [float(point.split(",")[1]) for point in found.line.split()]
    assert heights == sorted(heights), "down on the screen is a larger y"
    assert float(found.target) == chart.AXIS and found.start[0] == str(chart.LEFT)
    assert found.told == (
        "From 10: 7 on 11 March 2027, then 4 on 21 March 2027. The target is 2 by 10 April 2027."
    )
    assert [text for _, text in found.heights] == ["10", "2"]


def test_milestones_stand_at_their_days():
    found = drawn([(0, 1)], milestones=[(DAY, "Begin", True), (DAY + dt.timedelta(days=10), "Half", False)])
    assert [(mark.x, mark.done) for mark in found.marks] == [
        (str(chart.LEFT), True),
        (str(chart.RIGHT), False),
    ]
    assert "1 of 2 dated milestones done" in found.told


@given(
    st.lists(
        st.tuples(st.integers(0, 4000), st.decimals(-999_999_999, 999_999_999, places=4)),
        min_size=1,
        max_size=60,
    ),
    st.none() | st.decimals(-999_999_999, 999_999_999, places=4),
    st.none() | st.decimals(-999_999_999, 999_999_999, places=4),
    st.none() | st.integers(-4000, 4000),
)
@settings(max_examples=80)
def test_whatever_is_drawn_stays_within_the_picture(numbers, start, target, due):
    numbers.sort(key=lambda entry: entry[0])
    found = drawn(
        numbers, start=start, target=target, due=DAY + dt.timedelta(days=due) if due is not None else None
    )
    points = [tuple(map(float, point.split(","))) for point in found.line.split()]
    assert all(chart.LEFT <= x <= chart.RIGHT and chart.TOP <= y <= chart.AXIS for x, y in points)
    assert len(found.dots) + (found.start is not None) == len(points)
    assert found.target is None or chart.TOP <= float(found.target) <= chart.AXIS


@pytest.fixture
def goal(pair, priya):
    return make_goal(pair, priya, "Cut the queue", start="10", target="2", unit="people", shared=True)


def test_checking_in_draws_the_chart_with_its_table(browser_of, pair, goal, priya, at, still):
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    assert not page.select("figure.chart")
    steps.add(goal, priya, "Second till", new_ref(), due_on=clock.today(), milestone=True)
    for _ in range(2):
        browser.submit(page, "#check-in-form", value="7,5", line="Saturday")
    page = browser.get(at(pair, "goals", goal.ref))
    figure = page.select_one("figure.chart")
    assert figure.svg["role"] == "img" and "7.5 on" in figure.desc.get_text()
    assert "Second till" in figure.get_text()
    cells = [cell.get_text() for cell in page.select("#progress tbody tr")[0].select("td")]
    assert cells[:2] == ["7.5", "Saturday"]
    assert len(page.select("#progress tbody tr")) == 1, "the form sent twice is one check-in"
    assert "now 7.5, from 10 to 2 people" in browser.get(at(pair)).select_one("#goals-side").get_text()


def test_by_htmx_the_form_comes_back_fresh_beside_the_new_chart(browser_of, pair, goal, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    answer = browser.submit(page, "#check-in-form", value="8", fragment=True)
    assert answer.select_one("#check-in-value").get("value", "") == ""
    assert answer.select_one("#progress-now")["hx-swap-oob"] and answer.select_one("figure.chart")


def test_lines_alone_are_check_ins_too(browser_of, pair, goal, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    page = browser.follow(browser.submit(page, "#check-in-form", line="Felt easier"))
    assert "Felt easier" in page.select_one("#progress table").get_text() and not page.select("figure.chart")


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"value": "", "line": " "}, "line"),
        ({"value": "many"}, "value"),
        ({"value": "1,500"}, "value"),
        ({"line": "x" * 301}, "line"),
        ({"value": "3", "on_day": "2999-01-01"}, "day"),
        ({"value": "3", "on_day": ""}, "day"),
        ({"value": "3", "on_day": "yesterday"}, "day"),
    ],
)
def test_what_cannot_be_noted_is_said_beside_the_field(browser_of, pair, goal, priya, at, typed, where):
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    again = browser.submit(page, "#check-in-form", status=422, **typed)
    assert again.select_one(f"#check-in-{where}-error")
    assert not GoalCheckIn.select().exists()


def test_tomorrow_is_still_to_come(browser_of, pair, goal, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    day = (clock.today() + dt.timedelta(days=2)).isoformat()
    again = browser.submit(page, "#check-in-form", value="3", on_day=day, status=422)
    assert "still to come" in again.select_one("#check-in-day-error").get_text()


def test_a_check_in_is_put_right_or_removed(browser_of, pair, goal, priya, at):
    noted = check_ins.check_in(goal, priya, clock.today(), CheckedIn("70", "Oops"), new_ref())
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    form = browser.get(page.select_one("#progress td a")["href"])
    page = browser.follow(browser.submit(form, "#check-in", value="7"))
    assert page.select_one("#progress td.num").get_text() == "7"
    browser.submit(form, "#check-in", value="", line="", status=422)
    browser.follow(browser.submit(form, "form[action$='/remove']"))
    assert not GoalCheckIn.select().where(GoalCheckIn.id == noted.id).exists()


def test_the_latest_number_counts_also_when_a_line_came_after_it(pair, goal, priya):
    today = clock.today()
    for back, said in (
        (9, CheckedIn("5")),
        (3, CheckedIn("4")),
        (5, CheckedIn("6")),
        (0, CheckedIn(line="Busy")),
    ):
        check_ins.check_in(goal, priya, today - dt.timedelta(days=back), said, new_ref())
    opened = open_group(pair, priya)
    assert one.facts(opened, fresh(goal))["goal"].now == 4


def test_there_is_an_end_of_check_ins(pair, goal, priya, monkeypatch):
    monkeypatch.setattr(check_ins, "MOST", 3)
    for _ in range(3):
        check_ins.check_in(goal, priya, clock.today(), CheckedIn("3"), new_ref())
    with pytest.raises(RuleBroken):
        check_ins.check_in(goal, priya, clock.today(), CheckedIn("3"), new_ref())
