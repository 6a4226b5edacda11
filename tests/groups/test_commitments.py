"""Commitments: one thing a member and meeting, worded with care, carried on or ended kindly, by its owner alone."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding, reading
from peerportal.groups.commitments import making, outcomes
from peerportal.groups.commitments import reading as told
from peerportal.groups.meetings.standing import standing_of
from peerportal.groups.models import Commitment, Group, Meeting
from peerportal.groups.opened import open_group


@pytest.fixture
def met(pair):
    """The pair after its first meeting."""
    holding.hold(pair, 1)
    return pair


@pytest.fixture
def make(met, priya):
    return lambda words="Ask Ana", by=priya, due=None, key=None: making.make(
        met, by, words, due, key or new_ref()
    )


def tomorrow(days=1):
    return clock.today() + dt.timedelta(days=days)


def stand(pair, reader):
    """What "last time" says: {name: [words, …]}, mine first."""
    opened = open_group(Group.get_by_id(pair.id), reader)
    lines = told.facts(opened, reading.next_meeting(opened), standing_of(pair))["last"]
    return {line.member.first_name: [card.words for card in line.cards] for line in lines}


def test_what_one_says_the_other_reads_at_the_head_of_the_agenda(browser_of, met, priya, omar, at):
    browser = browser_of(priya)
    page = browser.follow(browser.submit(browser.get(at(met)), "#commit", words="Ask Ana for an hour"))
    assert "Kept." in page.get_text() and "Yours is said" in page.select_one("#make").get_text()
    theirs = browser_of(omar).get(at(met)).select_one("#last")
    assert "Ask Ana for an hour" in theirs.get_text() and "Priya" in theirs.get_text()
    assert not theirs.select("[name=outcome]")
    assert Commitment.get().due_on == clock.today() + dt.timedelta(days=7), "a day is chosen beforehand"


def test_before_the_first_meeting_the_page_says_what_comes(browser_of, pair, priya, at):
    page = browser_of(priya).get(at(pair))
    assert (
        not page.select("#commit")
        and "At the end of your first meeting" in page.select_one("#make").get_text()
    )
    assert page.select_one("#last").has_attr("hidden")


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


@pytest.mark.parametrize("state", ["done", "partly", "still", "changed"])
def test_an_outcome_is_one_click_without_shame(browser_of, make, met, priya, at, state):
    made, browser = make(), browser_of(priya)
    page = browser.get(at(met))
    assert [button["value"] for button in page.select("#last > ul > li > form [name=outcome]")] == list(
        told.OUTCOME_WORDS
    )
    browser.post(at(met, "commitments", made.ref, "outcome"), {"outcome": state})
    entry = browser.get(at(met)).select_one(f"#commitment-{made.ref}")
    assert told.OUTCOME_WORDS[state][0].lower() in entry.select_one(".tag").get_text()
    for word in ("overdue", "fail", "late", "missed"):
        assert word not in str(entry).lower()


def test_still_on_it_comes_along_and_the_others_rest_once_talked_about(make, met, priya, omar):
    outcomes.report(met, make("Goes on"), priya, "still")
    outcomes.report(met, make("Is done", by=omar), omar, "done")
    assert stand(met, priya) == {"Priya": ["Goes on"], "Omar": ["Is done"]}, "both open the second meeting"
    holding.hold(met, 2)
    make("Next thing")
    assert stand(met, priya) == {"Priya": ["Next thing", "Goes on"]}


def test_an_outcome_is_put_right_and_taken_back(make, met, priya):
    made = make()
    for state in ("done", "changed", "open"):
        outcomes.report(met, made, priya, state)
    row = Commitment.get()
    assert (row.state, row.outcome_at) == ("open", None)
    with pytest.raises(RuleBroken, match="choose one"):
        outcomes.report(met, made, priya, "overdue")


def test_one_with_an_outcome_is_not_taken_back(make, met, priya):
    made = make()
    outcomes.report(met, made, priya, "partly")
    with pytest.raises(RuleBroken, match="Changed my mind"):
        making.take_back(met, made, priya)


@pytest.mark.parametrize(("choice", "left"), [("mine", "Well"), ("theirs", "Badly"), ("both", "Badly\nWell")])
def test_a_line_may_tell_how_it_went_and_two_lines_are_settled(
    browser_of, make, met, priya, omar, at, choice, left
):
    made, browser = make(), browser_of(priya)
    outcomes.report(met, made, priya, "partly")
    page = browser.get(at(met, "commitments", made.ref, "line"))
    assert outcomes.write_line(met, made, priya, "Badly", 1)
    both = browser.submit(page, "main li form", words="Well", status=409)
    browser.submit(both, "main li form", choice=choice)
    opened = open_group(met, omar)
    assert told.card_of(opened, Commitment.get()).line == left


def test_only_the_owner_changes_or_ends_it(browser_of, make, met, omar, lin, at):
    made = make()
    for person in (omar, lin):
        for verb in ("edit", "settle", "take-back", "put-back", "outcome", "line", "line/settle"):
            browser_of(person).post(at(met, "commitments", made.ref, verb), {"outcome": "done"}, status=404)
    assert Commitment.get().state == "open"


def test_a_closed_group_is_read_and_no_longer_written(browser_of, make, met, priya, omar, at):
    made = make()
    met.close(by=omar)
    browser = browser_of(priya)
    assert "Ask Ana" in browser.get(at(met, "commitments")).get_text()
    page = browser.get(at(met, "commitments", made.ref))
    assert "Ask Ana" in page.get_text() and not page.select("main form")
    for verb in ("edit", "take-back", "outcome", "line"):
        data = {"outcome": "done", "words": "x", "version": 1, "when": "none"}
        browser.post(at(met, "commitments", made.ref, verb), data, status=409)
    with pytest.raises(RuleBroken):
        making.make(Group.get_by_id(met.id), priya, "Too late", None, new_ref())


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


def test_what_a_second_tab_types_is_not_taken_away_by_what_the_first_one_said(
    browser_of, make, met, priya, at
):
    browser = browser_of(priya)
    browser.get(at(met))
    make("Said in the first tab")
    poll = at(met, "poll") + "?editing=commitment-new"
    assert browser.get(poll, fragment=True).select("#commit"), "the form stays until it is sent"
    assert not browser.get(at(met)).select("#commit"), "and no page that is opened anew gets it"
    assert browser.get(poll, fragment=True).select("#commit")


def test_one_that_is_being_worded_keeps_its_place_when_it_is_no_longer_listed(
    browser_of, make, met, priya, at
):
    made = make()
    outcomes.report(met, made, priya, "done")
    holding.hold(met, 2)
    poll = at(met, "poll") + f"?editing=commitment-{made.ref}"
    assert browser_of(priya).get(poll, fragment=True).select(f"#commitment-{made.ref}[hidden]")


def test_pages_of_the_past_cost_the_same_and_turn(browser_of, make, met, priya, omar, at, count_queries):
    browser, costs = browser_of(priya), []
    for upto in (range(2, 4), range(4, 33)):
        for number in upto:
            make(f"Thing {number}")
            outcomes.report(met, make(f"Omar's {number}", by=omar), omar, "done")
            holding.hold(met, number)
        for path in (at(met), at(met, "commitments")):
            with count_queries() as counted:
                browser.get(path)
            costs.append(counted.count)
    assert costs[:2] == costs[2:]
    assert "Thing 2" in browser.get(at(met, "commitments") + "?page=4").get_text()
    page = browser.get("/commitments")
    assert len(page.select("main .lines > li")) == 20
    with count_queries() as counted:
        browser.get("/commitments?page=2")
    assert counted.count <= 5


def test_a_meeting_that_is_none_is_not_found_whatever_it_is_called(browser_of, pair, priya, at):
    for odd in ("\x00", "x" * 26, "9" * 400, "/\x00"):
        answer = browser_of(priya).open(
            "POST", at(pair, "commitments"), {"meeting": odd, "words": "Write it"}
        )
        assert answer.status_code == 404
