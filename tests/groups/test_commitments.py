"""Commitments: one thing a member and meeting, said in any words, reworded and taken back."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.commitments import making, outcomes
from peerportal.groups.models import Commitment, Group, Meeting
from tests.groups.commitments_made import making_one, pair_that_met, stand  # noqa: F401 - fixtures


def tomorrow(days=1):
    return clock.today() + dt.timedelta(days=days)


def test_what_one_says_the_other_reads_at_the_head_of_the_agenda(browser_of, met, priya, omar, at):
    browser = browser_of(priya)
    page = browser.follow(browser.submit(browser.get(at(met)), "#commit", words="Ask Ana for an hour"))
    assert "Kept." in page.get_text() and "Yours is said" in page.select_one("#make").get_text()
    theirs = browser_of(omar).get(at(met)).select_one("#last")
    assert "Ask Ana for an hour" in theirs.get_text() and "Priya" in theirs.get_text()
    assert not theirs.select("[name=outcome]")
    assert Commitment.get().due_on == clock.today() + dt.timedelta(days=7), "a day is chosen beforehand"


def test_thoughts_on_the_wording_are_shown_while_typing_and_keep_nothing(browser_of, met, priya, at):
    typed = {"words": "improve my talks", "when": "none"}
    page = browser_of(priya).post(at(met, "commitments", "hints"), typed, fragment=True)
    assert "“improve” is a direction" in page.select_one("#hints-new").get_text()
    assert not Commitment.select().exists()


def test_without_javascript_thoughts_come_after_saving_and_bar_nothing(browser_of, met, priya, at):
    browser = browser_of(priya)
    page = browser.submit(browser.get(at(met)), "#commit", words="improve everything", when="none")
    assert "“improve” is a direction" in browser.follow(page).select_one("[role=status]").get_text()
    assert Commitment.select().count() == 1


@pytest.mark.parametrize(
    ("typed", "where", "says"),
    [
        ({"words": "  "}, "commit-words", "one thing"),
        ({"words": "a" * 200_000}, "commit-words", "300 characters"),
        ({"when": "other", "due_on": "2020-01-01"}, "commit-day", "is over"),
        ({"when": "other", "due_on": "2990-01-01"}, "commit-day", "within a year"),
        ({"when": "other", "due_on": "2026-02-30"}, "commit-day", "give a day"),
        ({"when": "other", "due_on": ""}, "commit-day", "give a day"),
        ({"when": "2020-01-01"}, "commit-when", "is over"),
        ({"when": "\x00نعم"}, "commit-when", "choose one"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is_lost(
    browser_of, met, priya, at, typed, where, says
):
    browser = browser_of(priya)
    answer = browser.submit(browser.get(at(met)), "#commit", status=422, **({"words": "Ask Ana"} | typed))
    assert says in answer.select_one(f"#{where}-error").get_text()
    if "due_on" in typed:
        assert answer.select_one("#commit-words").get_text().strip() == "Ask Ana"
        assert answer.select_one("#commit-day")["value"] == typed["due_on"]
    assert not Commitment.select().exists()


@pytest.mark.parametrize(
    "words", ["أسأل أنا 🙂", "<script>alert(1)</script>", "\x00Ask Ana", "=cmd|' /C calc'!A0"]
)
def test_any_words_are_kept_as_they_are(browser_of, met, priya, at, words):
    browser = browser_of(priya)
    page = browser.follow(browser.submit(browser.get(at(met)), "#commit", words=words))
    assert words.strip("\x00") in page.select_one("#last").get_text()


def test_a_form_sent_twice_is_one_and_comes_back_after_taking_back(make, met, priya):
    key = new_ref()
    made = make(key=key)
    assert make(key=key) == made and Commitment.select().count() == 1
    making.take_back(met, made, priya)
    make(key=key)
    assert not Commitment.get().gone


def test_somebody_elses_form_key_makes_nothing(make, omar):
    key = new_ref()
    make(key=key)
    with pytest.raises(RuleBroken):
        make(by=omar, key=key)


def test_a_second_one_for_the_meeting_offers_to_change_the_first(browser_of, make, met, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(met))
    make("Ask Ana")
    both = browser.submit(page, "#commit", words="Write the draft", status=409)
    assert "Ask Ana" in both.get_text() and both.textarea.get_text().strip() == "Write the draft"
    browser.submit(both, "main form", choice="mine")
    assert stand(met, priya) == {"Priya": ["Write the draft"]}
    assert Commitment.select().count() == 1


def test_the_verb_itself_refuses_a_second_one_kindly(make):
    make()
    with pytest.raises(making.AlreadyMade, match="one thing at a time"):
        make("Another")


@pytest.mark.parametrize(
    ("choice", "left"),
    [("mine", "Ask Ana today"), ("theirs", "Ask Bo"), ("both", "Ask Bo\nAsk Ana today")],
)
def test_a_stale_wording_shows_both_and_loses_neither(browser_of, make, met, priya, at, choice, left):
    made, browser = make(), browser_of(priya)
    page = browser.get(at(met, "commitments", made.ref, "edit"))
    assert making.edit(met, made, priya, "Ask Bo", tomorrow(), 1)
    both = browser.submit(page, "main li form", words="Ask Ana today", status=409)
    assert "Ask Bo" in both.get_text()
    browser.submit(both, "main li form", choice=choice)
    assert stand(met, priya) == {"Priya": [left]}


def test_words_typed_while_it_was_taken_back_are_not_lost(browser_of, make, met, priya, at):
    made, browser = make(), browser_of(priya)
    page = browser.get(at(met, "commitments", made.ref, "edit"))
    making.take_back(met, made, priya)
    both = browser.submit(page, "main li form", words="Ask Ana after all", status=409)
    browser.submit(both, "main li form", choice="mine")
    assert stand(met, priya) == {"Priya": ["Ask Ana after all"]}


def test_a_day_that_stood_there_may_stay_when_the_words_change(browser_of, make, met, priya, at, still):
    made = make(due=tomorrow())
    clock.move(dt.timedelta(days=5))
    browser = browser_of(priya)
    browser.submit(
        browser.get(at(met, "commitments", made.ref, "edit")), "main li form", words="Ask Ana and Bo"
    )
    assert Commitment.get().due_on < clock.today() and Commitment.get().version == 2
    with pytest.raises(RuleBroken, match="is over"):
        making.edit(met, made, priya, "Ask Ana", clock.today() - dt.timedelta(days=1), 2)


def test_taken_back_is_as_if_not_said_until_it_is_put_back(browser_of, make, met, priya, omar, at):
    made, browser = make(), browser_of(priya)
    browser.post(at(met, "commitments", made.ref, "take-back"))
    assert stand(met, omar) == {}
    browser_of(omar).get(at(met, "commitments", made.ref), status=404)
    page = browser.get(at(met))
    assert page.select("#commit"), "something else can be said instead"
    browser.submit(page, f"#commitment-{made.ref} form")
    assert stand(met, omar) == {"Priya": ["Ask Ana"]}


def test_what_was_put_aside_stays_so_once_another_one_took_its_place(make, met, priya):
    made = make()
    making.take_back(met, made, priya)
    make("Another")
    with pytest.raises(making.AlreadyMade):
        making.put_back(met, made, priya)


def test_one_made_while_a_meeting_is_under_way_belongs_to_that_meeting(make, met, priya):
    first = make("After the first")
    Meeting.update(state="booked", starts_at=clock.now() - dt.timedelta(minutes=20)).where(
        Meeting.number == 2
    ).execute()
    second = make("At the second")
    assert second.meeting_id != first.meeting_id
    assert stand(met, priya) == {"Priya": ["After the first"]}
    holding.hold(met, 2)
    assert stand(met, priya) == {"Priya": ["At the second", "After the first"]}


def test_every_change_moves_the_group(make, met, priya, omar):
    made = make()
    for change in (
        lambda: making.edit(met, made, priya, "Ask Bo", None, 1),
        lambda: outcomes.report(met, made, priya, "still"),
        lambda: outcomes.write_line(met, made, priya, "Soon", 2),
        lambda: outcomes.report(met, made, priya, "open"),
        lambda: making.take_back(met, made, priya),
        lambda: making.put_back(met, made, priya),
        lambda: make("Omar's", by=omar),
    ):
        before = Group.get_by_id(met.id).moved
        change()
        assert Group.get_by_id(met.id).moved > before
