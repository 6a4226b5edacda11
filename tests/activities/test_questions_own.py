"""A group's own questions among the prompts: theirs alone, until they offer one to everyone."""

import pytest

from peerportal.activities.banks import moderating, own
from peerportal.activities.kind import Refused
from peerportal.activities.models import DrawnQuestion, OfferedQuestion, OwnQuestion, QuestionCursor
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import hooks
from tests.activities import prompts
from tests.activities.prompts import words

table = prompts.table  # a fixture

SECRET = "Zirkuszebra"


def test_their_own_question_comes_along_and_is_theirs_alone(table, circle, begin, priya, omar, lin):
    table.does(priya, "add", words=f"What about the {SECRET}?", about="change")
    assert SECRET.encode() not in bytes(OwnQuestion.get().words)
    for _ in range(4):
        table.does(omar, "draw")
    assert f"What about the {SECRET}?" in words(table, omar)
    theirs = begin(circle, lin, "questions")
    for _ in range(4):
        theirs.does(lin, "draw")
    assert len(words(theirs, lin)) == 3 and theirs.facts(lin)["own"] == []


def test_only_their_own_when_they_say_so(table, priya):
    table.does(priya, "choose", theme="own", stage="any")
    table.does(priya, "draw")
    assert table.facts(priya)["over"] == "none fits"
    table.does(priya, "add", words="Ours?", about="any")
    table.does(priya, "draw")
    assert words(table, priya) == ["Ours?"] and table.facts(priya)["over"] == ""


def test_a_form_sent_twice_adds_one_question_and_only_its_writer_removes_it(table, priya, omar):
    key = new_ref()
    for _ in range(2):
        table.does(priya, "add", key=key, words="Ours?", about="any")
    (one,) = table.facts(omar)["own"]
    assert (one.by, one.may_remove, one.is_mine) == ("Priya", False, False)
    with pytest.raises(RuleBroken, match="Whoever wrote"):
        table.does(omar, "remove", question=one.ref)
    for _ in range(2):
        table.does(priya, "remove", question=one.ref)
    assert not OwnQuestion.select().exists()


def test_no_more_than_sixty_of_their_own(table, priya, monkeypatch):
    monkeypatch.setattr(own, "MOST_OWN", 1)
    table.does(priya, "add", words="Ours?", about="any")
    with pytest.raises(Refused, match="Remove one"):
        table.does(priya, "add", words="One more?", about="any")


def test_an_offer_takes_the_words_along_and_nothing_else(table, pair, priya, omar):
    table.does(priya, "add", words="May others ask this?", about="goals")
    (one,) = table.facts(priya)["own"]
    with pytest.raises(RuleBroken, match="Only whoever wrote"):
        table.does(omar, "offer", question=one.ref)
    assert not OfferedQuestion.select().exists()
    for _ in range(2):
        table.does(priya, "offer", question=one.ref)
    row = OfferedQuestion.get()
    kept = {name: value for name, value in row.__data__.items() if value is not None}
    assert kept.keys() == {"id", "ref", "by", "words", "theme", "state", "offered_at"}
    assert (row.words, row.theme, row.by_id) == ("May others ask this?", "goals", priya.id)
    assert table.facts(omar)["own"][0].offer == "waiting"
    table.does(priya, "remove", question=one.ref)
    assert OfferedQuestion.select().count() == 1


def test_an_offer_is_taken_back_as_long_as_nobody_has_decided(table, priya, omar, carmen, browser_of):
    table.does(priya, "add", words="May others ask this?", about="goals")
    (one,) = table.facts(priya)["own"]
    table.does(priya, "offer", question=one.ref)
    with pytest.raises(RuleBroken, match="Only whoever offered"):
        table.does(omar, "take-back", question=one.ref)
    assert browser_of(priya).get(table.at()).select_one(f"#back-{one.ref}")
    for _ in range(2):
        table.does(priya, "take-back", question=one.ref)
    assert not OfferedQuestion.select().exists() and table.facts(priya)["own"][0].offer == ""
    table.does(priya, "offer", question=one.ref)
    moderating.decline(OfferedQuestion.get(), carmen)
    with pytest.raises(RuleBroken, match="decided on it already"):
        table.does(priya, "take-back", question=one.ref)


def test_the_page_says_what_a_coordinator_would_read_before_anything_is_offered(
    table, priya, omar, browser_of
):
    table.does(priya, "add", words="May others ask this?", about="goals")
    said = browser_of(priya).get(table.at()).select_one("[id^=offer-]").get_text(" ")
    assert "A coordinator will read this question, and nothing else" in said
    assert not browser_of(omar).get(table.at()).select("[id^=offer-]")


def test_a_wrong_theme_and_an_empty_question_are_refused_beside_their_blank(table, priya, browser_of):
    browser = browser_of(priya)
    page = browser.get(table.at())
    answer = browser.submit(page, "#ask-add", status=422, words="")
    assert "fill this in" in answer.select_one("#add-words-error").get_text()
    answer = browser.submit(page, "#ask-add", status=422, words="Typed words?", about="weather")
    assert answer.select_one("#add-words")["value"] == "Typed words?"
    browser.submit(page, "#ask-choose", status=422, theme="weather")
    assert not OwnQuestion.select().exists() and table.session.words is None


def test_a_retired_group_leaves_nothing_of_its_own(table, pair, priya):
    table.does(priya, "add", words="Ours?", about="any")
    table.does(priya, "draw")
    hooks.on_retire.fire(pair)
    assert not any(kept.select().exists() for kept in (OwnQuestion, DrawnQuestion, QuestionCursor))
