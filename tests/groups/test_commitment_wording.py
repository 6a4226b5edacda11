"""What is said about the wording of a commitment while it is typed: useful, about what was typed, and never a bar."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.groups.commitments import days
from peerportal.groups.commitments.wording import CLEAR, DAY, DEED, MOST_HINTS, SIZE, VAGUE, hints

TODAY = dt.date(2027, 5, 1)
SOON = dt.date(2027, 5, 8)


def kinds(words, due_on=SOON):
    return [hint.kind for hint in hints(words, due_on, TODAY)]


def said(words, due_on=SOON):
    return " ".join(hint.said for hint in hints(words, due_on, TODAY))


@pytest.mark.parametrize(
    "words",
    [
        "Ask Ana for feedback on my talk",
        "I will propose a different course at the next product meeting",
        "Read the book you suggested",
        "A candid talk with my manager",
        "I'm going to call two customers",
        "Tomorrow I call Ana",
        "Let’s book the small room",
    ],
)
def test_something_one_does_with_a_day_is_clear(words):
    assert kinds(words) == [CLEAR]


@pytest.mark.parametrize(
    ("words", "kind", "quoted"),
    [
        ("improve my presentations", DEED, "improve"),
        ("I will try harder", DEED, "try"),
        ("Get better at SQL", DEED, "Get better"),
        ("Learn Python", DEED, "Learn"),
        ("Talking to my manager", DEED, "Talk …"),
        ("Feedback from Ana", DEED, "verb"),
        ("I will", DEED, "Go on"),
        ("Write everything down", SIZE, "everything"),
        ("Call Ana and write to Bo and book the room", SIZE, "more than one"),
        ("Tidy the board. Then invite the team.", SIZE, "more than one"),
        ("Write more", VAGUE, "more"),
    ],
)
def test_what_is_no_deed_too_big_or_vague_is_answered_with_a_question(words, kind, quoted):
    assert kind in kinds(words)
    assert quoted in said(words)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Ask Ana by Friday", "Friday"),
        ("Ask Ana tomorrow", "tomorrow"),
        ("Ask Ana by the end of May", "by the end of May"),
        ("Ask Ana soon", "soon"),
        ("Ask Ana", "By when"),
    ],
)
def test_without_a_day_it_asks_for_one_and_notices_one_in_the_words(words, quoted):
    assert kinds(words, None)[-1] == DAY
    assert quoted in said(words, None)


def test_a_day_far_away_is_asked_to_come_nearer():
    assert kinds("Ask Ana", TODAY + dt.timedelta(days=200)) == [DAY]


@pytest.mark.parametrize("words", ["أسأل مديري عن المشروع", "Manager fragen", "上司に聞く", "😀"])
def test_of_a_language_it_does_not_know_it_says_nothing_about_the_words(words):
    assert kinds(words) == [CLEAR]
    assert kinds(words, None) == [DAY]


def test_nothing_typed_is_no_reason_to_speak():
    assert hints("", SOON, TODAY) == [] == hints(" \n", None, TODAY)


@given(st.text(max_size=400), st.none() | st.dates())
@settings(max_examples=150)
def test_it_bears_any_text_and_quotes_only_what_was_typed(words, due_on):
    found = hints(words, due_on, TODAY)
    assert len(found) <= MOST_HINTS and bool(found) == bool(words.strip())
    for hint in found:
        assert hint.said.endswith((".", "?", "…"))
        for quoted in re.findall(r"“(.*?)”", hint.said):
            assert quoted.removesuffix(" …").lower()[:3] in words.lower()


def test_a_megabyte_is_read_to_a_point():
    assert hints("to " * 400_000, None, TODAY)
    assert hints("improve and " * 100_000, None, TODAY)


def test_the_days_offered_are_before_we_meet_in_a_week_and_in_two():
    offered = days.choices(TODAY, TODAY + dt.timedelta(days=21))
    assert [(choice.said, (choice.day - TODAY).days) for choice in offered] == [
        ("Before we meet", 20),
        ("In a week", 7),
        ("In two weeks", 14),
    ]
    assert len(days.choices(TODAY, TODAY + dt.timedelta(days=8))) == 2, "each day once"
    for meets_on in (None, TODAY, TODAY - dt.timedelta(days=1)):
        assert len(days.choices(TODAY, meets_on)) == 2


@given(st.dates(), st.dates(), st.none() | st.dates())
@settings(max_examples=150)
def test_a_day_is_fine_within_a_year_from_today_or_where_it_stood(day, today, kept):
    fine = day == kept or 0 <= (day - today).days <= 366
    assert (days.problem(day, today, kept) is None) == fine


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), st.none() | st.dates())
@settings(max_examples=100)
def test_every_day_that_is_offered_is_fine(today, meets_on):
    assert not [choice for choice in days.choices(today, meets_on) if days.problem(choice.day, today)]
