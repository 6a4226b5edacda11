"""Question prompts: drawn in turn, passed and noted."""

import pytest

from peerportal.activities import playing
from peerportal.activities.kind import Refused
from peerportal.activities.models import DrawnQuestion, Question
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.circles import membership
from tests.activities import prompts
from tests.activities.banked import make_bank
from tests.activities.prompts import last, words

table = prompts.table  # a fixture


def test_each_is_asked_in_turn_and_nothing_comes_twice(table, priya, omar):
    for person in (omar, priya, omar):
        table.does(person, "draw")
    facts = table.facts(priya)
    assert [entry["whose"] for entry in facts["drawn"]] == ["Priya", "Omar", "Priya"]
    assert len(set(words(table, omar))) == 3
    table.does(omar, "draw")
    assert table.facts(priya)["over"] == "none left" and len(words(table, priya)) == 3


def test_the_turn_goes_round_a_circle_and_passes_over_who_has_left(circle, begin, priya, omar, lin):
    make_bank("Bank", *[("goals", "meet")] * 6)
    table = begin(circle, priya, "questions")
    for person in (priya, lin, omar):
        table.does(person, "draw")
    membership.leave(circle, lin)
    assert table.facts(priya)["next"] == "Priya"
    for person in (priya, omar):
        table.does(person, "draw")
    whose = [entry["whose"] for entry in reversed(table.facts(priya)["drawn"])]
    assert whose == ["Priya", "Omar", "A former member", "Priya", "Omar"]


def test_a_new_round_begins_once_all_have_been_drawn(table, priya, omar):
    table.does(priya, "draw")
    table.does(priya, "round")
    assert table.facts(priya)["over"] == "" and DrawnQuestion.select().count() == 1
    for _ in range(3):
        table.does(priya, "draw")
    table.does(omar, "round")
    assert table.facts(priya)["over"] == ""
    table.does(omar, "draw")
    assert len(words(table, priya)) == 4


def test_two_clicks_at_once_draw_one_question(table, priya, omar):
    version = table.session.version
    table.does(priya, "draw", version=version)
    assert table.does(omar, "draw", version=version) == playing.LATE
    assert len(words(table, priya)) == 1 and DrawnQuestion.select().count() == 1


def test_who_lets_a_question_pass_gets_another_one(table, priya):
    with pytest.raises(RuleBroken, match="No question has been drawn"):
        table.does(priya, "pass")
    table.does(priya, "draw")
    table.does(priya, "pass")
    now, passed = table.facts(priya)["drawn"]
    assert (now["whose"], passed["whose"], passed["passed"], now["passed"]) == ("Priya", "Priya", True, False)


def test_a_question_that_cannot_be_followed_by_another_is_not_passed(table, priya):
    for _ in range(3):
        table.does(priya, "draw")
    table.does(priya, "pass")
    assert not last(table, priya)["passed"] and table.facts(priya)["over"] == "none left"


def test_they_draw_from_a_theme_and_a_stage(table, priya, omar):
    table.does(priya, "choose", theme="goals", stage="close")
    table.does(omar, "draw")
    assert words(table, priya) == ["Bank question 2?"]
    table.does(omar, "draw")
    assert table.facts(priya)["over"] == "none left"
    table.does(priya, "choose", theme="roles", stage="any")
    table.does(priya, "draw")
    assert table.facts(priya)["over"] == "none fits"


def test_the_next_session_goes_on_where_this_one_ended(table, begin, pair, priya):
    table.does(priya, "draw")
    other = begin(pair, priya, "questions")
    other.does(priya, "draw")
    assert words(other, priya) != words(table, priya)


def test_a_question_stays_as_it_was_asked(table, priya):
    table.does(priya, "draw")
    asked = words(table, priya)
    Question.update(words="Changed?").execute()
    assert words(table, priya) == asked


def test_answers_are_noted_by_whom_and_once(table, priya, omar):
    table.does(priya, "draw")
    ref, key = last(table, priya)["ref"], new_ref()
    for _ in range(2):
        table.does(priya, "note", key=key, question=ref, words="I sail.")
    table.does(omar, "note", question=ref, words="So do I.")
    notes = last(table, omar)["notes"]
    assert [(one["name"], one["words"], one["may_take_away"]) for one in notes] == [
        ("Priya", "I sail.", False), ("Omar", "So do I.", True),
    ]  # fmt: skip
    with pytest.raises(RuleBroken, match="Whoever wrote a note"):
        table.does(omar, "take-away", note=key)
    for _ in range(2):
        table.does(priya, "take-away", note=key)
    assert len(last(table, omar)["notes"]) == 1
    with pytest.raises(RuleBroken, match="no longer there"):
        table.does(omar, "note", question=new_ref(), words="To nothing")


def test_there_are_bounds_with_a_sentence(table, priya, monkeypatch):
    from peerportal.activities.kinds import questions

    monkeypatch.setattr(questions, "MOST_NOTES", 1)
    monkeypatch.setattr(questions, "MOST_DRAWN", 1)
    table.does(priya, "draw")
    table.does(priya, "note", question=last(table, priya)["ref"], words="One")
    with pytest.raises(Refused, match="Take one away"):
        table.does(priya, "note", question=last(table, priya)["ref"], words="Two")
    with pytest.raises(RuleBroken, match="begin anew another time"):
        table.does(priya, "draw")


def test_on_one_laptop_each_notes_what_they_said(table, pair, priya, omar):
    playing.share_laptop(pair, table.session, priya, True)
    table.does(priya, "draw")
    table.does(priya, "note", member=omar.ref, question=last(table, priya)["ref"], words="From Omar")
    assert last(table, priya)["notes"][0]["name"] == "Omar"


def test_the_page_costs_no_more_than_eight_statements(table, priya, browser_of, count_queries):
    for _ in range(3):
        table.does(priya, "draw")
        table.does(priya, "add", words="Ours?", about="any")
    browser = browser_of(priya)
    browser.get(table.at())
    with count_queries() as counted:
        browser.get(table.at())
    assert counted.count <= 8


def test_a_stranger_finds_no_such_page(table, priya, lin, carmen, browser_of):
    table.does(priya, "draw")
    for person in (lin, carmen):
        browser_of(person).get(table.at(), status=404)
        browser_of(person).post(table.at("ask", "draw"), {}, status=404)


def test_a_note_is_taken_in_after_the_others_went_on(table, priya, omar):
    table.does(priya, "draw")
    asked = last(table, priya)["ref"]
    table.goes_on(priya)
    table.does(omar, "note", "ask", question=asked, words="With a spreadsheet")
    assert [one["words"] for one in table.facts(omar, "ask")["drawn"][0]["notes"]] == ["With a spreadsheet"]
    playing.stop(table.group, table.session, priya)
    with pytest.raises(RuleBroken, match="was stopped"):
        table.does(omar, "note", "ask", question=asked, words="Once more")
