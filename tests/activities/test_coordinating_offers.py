"""Questions that groups offered, as coordinators read and decide on them; never what a group drew."""

import pytest

from peerportal.activities.banks import moderating
from peerportal.activities.models import OfferedQuestion, Question
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Group
from tests.activities import coordinators
from tests.activities.coordinators import done, one

bank, coordinating, offered = coordinators.bank, coordinators.coordinating, coordinators.offered  # fixtures


def test_an_offer_shows_the_question_alone(offered, pair, priya, omar, coordinating):
    offered.does(omar, "draw")
    said = coordinating.get("/admin/activities/offers").get_text(" ")
    assert "May others ask this?" in said
    assert not any(name in said for name in ("Priya", "Omar", pair.ref))
    assert "1 offered question waits" in coordinating.get("/admin").get_text(" ")


def test_an_accepted_offer_joins_the_bank_in_the_coordinators_words(
    offered, bank, pair, priya, omar, coordinating
):
    offer, moved = OfferedQuestion.get(), Group.get_by_id(pair.id).moved
    page = coordinating.get("/admin/activities/offers")
    coordinating.submit(page, f"#accept-{offer.ref}", words="May everyone ask this?", bank=bank.ref)
    made = Question.get(Question.words == "May everyone ask this?")
    assert (made.set_id, made.theme) == (bank.id, "goals")
    assert offered.facts(omar)["own"][0].offer == "accepted"
    assert offered.facts(omar)["own"][0].words == "May others ask this?"
    assert Group.get_by_id(pair.id).moved > moved, "their open pages show it"
    assert [action for action, _, _ in done()] == ["added a question", "accepted an offered question"]


def test_a_declined_offer_stays_where_it_is_and_the_log_holds_no_word_of_it(
    offered, priya, coordinating, browser_of
):
    page = coordinating.get("/admin/activities/offers")
    coordinating.submit(page, "form[action$='/decline']")
    assert "it was not taken this time" in browser_of(priya).get(offered.at()).get_text()
    assert done() == [("declined an offered question", "offered question", "")]
    assert "Nothing waits to be read" in coordinating.get("/admin/activities/offers").get_text()


def test_an_offer_is_decided_once(offered, bank, carmen):
    offer = OfferedQuestion.get()
    moderating.decline(offer, carmen)
    with pytest.raises(RuleBroken, match="already"):
        moderating.accept(offer, carmen, bank, "Mine?", "goals", "meet")
    assert not Question.select().where(Question.words == "Mine?").exists()


def test_an_offer_that_is_in_the_bank_already_stays_waiting_with_what_was_typed(offered, bank, coordinating):
    offer = OfferedQuestion.get()
    page = coordinating.get("/admin/activities/offers")
    answer = coordinating.submit(page, f"#accept-{offer.ref}", status=422, words=one(bank).words)
    assert "in the bank already" in answer.select_one(".error").get_text()
    assert answer.select_one(f"#words-{offer.ref}")["value"] == one(bank).words
    assert OfferedQuestion.get().state == "waiting" and not done()
