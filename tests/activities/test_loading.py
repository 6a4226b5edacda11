"""The questions of the portal come into the database once; a new release changes only what is still its own."""

from dataclasses import replace

import pytest

from peerportal.activities.banks import loading
from peerportal.activities.banks.loading import Shipped, bring, shipped
from peerportal.activities.models import Question, QuestionPlace, QuestionSet, QuestionWording
from tests.rows import fingerprint


@pytest.fixture
def loaded(app):
    assert loading.load() == 156 + 52


def of(key):
    return Question.get(Question.key == key)


def wordings(key):
    query = (
        QuestionWording.select().where(QuestionWording.question == of(key)).order_by(QuestionWording.version)
    )
    return [(row.version, row.words, row.by_id) for row in query]


def test_they_come_once(loaded):
    before = fingerprint()
    assert loading.load() == 0
    assert fingerprint() == before
    assert {(row.key, row.shape) for row in QuestionSet.select()} == {("questions", "bank"), ("deck", "deck")}
    assert Question.select().where(Question.suit != "").count() == 52


def test_a_question_can_be_drawn_by_theme_by_stage_and_by_any(loaded):
    row = of("goals-both")
    lies = {(one.theme, one.stage) for one in QuestionPlace.select().where(QuestionPlace.question == row)}
    assert lies == {(theme, stage) for theme in ("", "goals") for stage in ("", "agree", "work")}


def test_a_new_release_brings_its_wording_as_a_new_version(loaded):
    old = shipped("questions")
    new = [
        replace(old[0], words="Another wording?"),
        replace(old[1], theme="goals", stages="close"),
        *old[2:],
    ]
    assert bring("questions", tuple(new)) == 2
    assert wordings(old[0].key) == [(1, old[0].words, None), (2, "Another wording?", None)]
    assert (of(old[0].key).words, of(old[0].key).version) == ("Another wording?", 2)
    assert wordings(old[1].key) == [(1, old[1].words, None)]
    lies = QuestionPlace.select().where(QuestionPlace.question == of(old[1].key))
    assert {(one.theme, one.stage) for one in lies} == {(t, s) for t in ("", "goals") for s in ("", "close")}
    assert bring("questions", tuple(new)) == 0


def test_what_a_coordinator_changed_stays(loaded):
    old = shipped("questions")
    Question.update(ours=True, words="As we say it?").where(Question.key == old[0].key).execute()
    assert bring("questions", (replace(old[0], words="Another?"), *old[1:])) == 0
    assert bring("questions", old[1:]) == 0
    assert of(old[0].key).words == "As we say it?"


def test_what_a_release_leaves_out_is_drawn_no_more_and_may_come_back(loaded):
    old = shipped("questions")
    gone = of(old[0].key)
    assert bring("questions", old[1:]) == 1
    assert (
        of(gone.key).dropped_at and not QuestionPlace.select().where(QuestionPlace.question == gone).exists()
    )
    assert bring("questions", old[1:]) == 0
    assert bring("questions", old) == 1
    assert (
        of(gone.key).dropped_at is None
        and QuestionPlace.select().where(QuestionPlace.question == gone).exists()
    )
    assert of(gone.key).shuffle == gone.shuffle


def test_a_new_question_of_a_release_comes_along(loaded):
    more = Shipped("goals-new", "Something new?", "goals", "meet")
    assert bring("questions", (*shipped("questions"), more)) == 1
    assert of("goals-new").version == 1


def test_migrating_by_hand_brings_them_too(app):
    assert app.test_cli_runner().invoke(args=["migrate"]).exit_code == 0
    from peerportal.core.db import database

    database.connect(reuse_if_open=True)
    assert Question.select().count() == 208
