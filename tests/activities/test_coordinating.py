"""What coordinators do with activities: kinds off the shelf, banks, wordings, offers; never what a group drew."""

import pytest

from peerportal.activities import starting
from peerportal.activities.banks import drawing, moderating, wording
from peerportal.activities.banks.drawing import Wanted
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import OfferedQuestion, Question, QuestionSet, QuestionWording
from peerportal.core.ids import new_ref
from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Group
from tests.activities.banked import make_bank
from tests.looking import LONG, look

STAGES = ["meet", "work"]


@pytest.fixture
def bank(programme):
    return make_bank("Ours", ("goals", "meet work"), ("change", "close"))


@pytest.fixture
def coordinating(carmen, browser_of):
    return browser_of(carmen)


@pytest.fixture
def offered(bank, begin, pair, priya):
    """Priya offers a question of her pair's to everyone."""
    table = begin(pair, priya, "questions")
    table.does(priya, "add", words="May others ask this?", about="goals")
    table.does(priya, "offer", question=table.facts(priya)["own"][0].ref)
    return table


def one(bank):
    return Question.select().where(Question.set == bank).order_by(Question.id).first()


def done():
    return [(row.action, row.kind, row.reason) for row in LogEntry.select().order_by(LogEntry.id)]


def test_a_kind_that_is_off_leaves_the_shelf_and_begins_no_more(coordinating, begin, pair, priya, browser_of):
    running = begin(pair, priya, "quadrants")
    page = coordinating.get("/admin/activities")
    coordinating.submit(page, "form[action$='/kinds/quadrants/off']")
    shelf = browser_of(priya).get("/activities")
    assert not shelf.select("a[href*='/kinds/quadrants']") and shelf.select("a[href*='/kinds/deck']")
    activity = browser_of(priya).get("/activities/kinds/quadrants")
    assert "not on the shelf" in activity.get_text() and not activity.select("form[action$='/start']")
    with pytest.raises(RuleBroken, match="not on the shelf"):
        starting.start(pair, priya, KINDS["quadrants"], new_ref())
    running.does(priya, "save", family="Two sisters")
    coordinating.submit(coordinating.get("/admin/activities"), "form[action$='/kinds/quadrants/on']")
    assert browser_of(priya).get("/activities").select("a[href*='/kinds/quadrants']")
    assert done() == [("switched off", "activity", "Quadrants"), ("switched on", "activity", "Quadrants")]


def test_switching_twice_is_once(coordinating):
    for _ in range(2):
        coordinating.post("/admin/activities/kinds/deck/off", {})
    assert len(done()) == 1
    coordinating.post("/admin/activities/kinds/nothing/off", {}, status=404)


def test_a_bank_and_a_question_that_are_off_are_not_drawn(coordinating, bank, pair):
    row, at = one(bank), f"/admin/activities/sets/{bank.ref}"
    coordinating.submit(coordinating.get(f"/admin/activities/questions/{row.ref}"), "form[action$='/off']")
    assert not drawing.is_any(pair, Wanted("goals"))
    assert "off" in coordinating.get(f"{at}?show=off").select_one("tbody").get_text()
    coordinating.submit(coordinating.get(at), "form[action$='/off']")
    assert not drawing.is_any(pair, Wanted())
    coordinating.submit(coordinating.get(at), "form[action$='/on']")
    coordinating.submit(coordinating.get(f"/admin/activities/questions/{row.ref}"), "form[action$='/on']")
    assert drawing.is_any(pair, Wanted("goals"))
    assert [(action, kind) for action, kind, _ in done()] == [
        ("switched off", "question"), ("switched off", "questions"),
        ("switched on", "questions"), ("switched on", "question"),
    ]  # fmt: skip


def test_a_bank_is_made_and_filled(coordinating, pair):
    made = coordinating.submit(
        coordinating.get("/admin/activities"), "form[action$='/sets']", name="Our bank"
    )
    page = coordinating.follow(made)
    assert "No question yet" in page.get_text()
    page = coordinating.follow(
        coordinating.submit(page, "#add", words="What is new here?", theme="change", stages=STAGES)
    )
    assert "What is new here?" in page.select_one("tbody").get_text()
    found = drawing.draw(pair, Wanted("change", "work")).question
    assert (found.words, found.stages, found.ours) == ("What is new here?", "meet work", True)
    assert [action for action, _, _ in done()] == ["made a bank", "added a question"]


def test_what_is_wrong_with_a_question_stands_beside_it(coordinating, bank):
    page = coordinating.get(f"/admin/activities/sets/{bank.ref}")
    for typed, said in (
        ({"words": "", "theme": "goals", "stages": STAGES}, "Please write the question"),
        ({"words": "x" * 301, "theme": "goals", "stages": STAGES}, "300 characters"),
        ({"words": "Without a stage?", "theme": "goals"}, "one stage or more"),
        ({"words": "Of no theme?", "theme": "weather", "stages": STAGES}, "Not a valid choice"),
        ({"words": one(bank).words, "theme": "goals", "stages": STAGES}, "in the bank already"),
    ):
        answer = coordinating.submit(page, "#add", status=422, **typed)
        assert said in " ".join(error.get_text(" ") for error in answer.select("#add .error"))
        assert answer.select_one("#add [name=words]")["value"] == typed["words"]
    assert Question.select().count() == 2 and not done()


def test_a_changed_question_keeps_its_earlier_wordings_with_who_and_when(coordinating, bank, carmen):
    row = one(bank)
    at = f"/admin/activities/questions/{row.ref}"
    coordinating.submit(coordinating.get(at), "form[aria-labelledby=change-head]", words="In other words?")
    page = coordinating.get(at)
    told = [line.get_text(" ", strip=True) for line in page.select("ol.lines > li")]
    assert told[0].startswith("In other words? Version 2, Carmen Ortiz")
    assert told[1].startswith(f"{row.words} Version 1, The portal")
    assert done() == [("changed a question", "question", "In other words?")]
    coordinating.submit(page, "form[aria-labelledby=change-head]")
    assert len(done()) == 1, "nothing was different"


def test_of_two_changes_at_once_the_second_is_told_and_loses_nothing(coordinating, bank, carmen):
    row = one(bank)
    page = coordinating.get(f"/admin/activities/questions/{row.ref}")
    assert wording.revise(row, carmen, 1, "Theirs?", "goals", "meet")
    answer = coordinating.submit(page, "form[aria-labelledby=change-head]", status=409, words="Mine?")
    assert "Theirs?" in answer.select_one("[role=alert]").get_text()
    assert answer.select_one("[name=words]")["value"] == "Mine?"
    coordinating.submit(answer, "form[aria-labelledby=change-head]")
    assert Question.get_by_id(row.id).words == "Mine?"
    assert QuestionWording.select().where(QuestionWording.question == row).count() == 3


def test_a_change_of_theme_is_drawn_by_the_new_one(coordinating, bank, pair, carmen):
    row = one(bank)
    wording.revise(row, carmen, 1, row.words, "success", "close")
    assert not drawing.is_any(pair, Wanted("goals"))
    assert drawing.draw(pair, Wanted("success", "close")).question.id == row.id


def test_a_card_is_reworded_and_never_switched_off(coordinating, content, carmen):
    card = Question.get(Question.key == "hearts-Q")
    at = f"/admin/activities/questions/{card.ref}"
    coordinating.submit(coordinating.get(at), "form[aria-labelledby=change-head]", words="What about her?")
    assert Question.get_by_id(card.id).words == "What about her?"
    coordinating.post(f"{at}/off", {}, status=409)


def test_questions_are_found_by_words_theme_and_stage_in_pages(coordinating, content):
    at = f"/admin/activities/sets/{QuestionSet.get(QuestionSet.key == 'questions').ref}"
    assert len(coordinating.get(at).select("tbody tr")) == 52
    assert len(coordinating.get(f"{at}?page=3").select("tbody tr")) == 52
    assert len(coordinating.get(f"{at}?theme=goals").select("tbody tr")) == 13
    page = coordinating.get(f"{at}?q=season&stage=meet", fragment=True)
    assert [row.select_one("a").get_text() for row in page.select("tbody tr")] == [
        "If only one thing could get better this season, which one should it be?"
    ]
    for odd in ("page=0", "page=99999999999", "theme=weather", "stage=x", "show=x", "q=" + "x" * 400):
        coordinating.get(f"{at}?{odd}")


def test_a_list_of_thousands_costs_as_many_statements_as_one_of_two(coordinating, bank, count_queries):
    def cost():
        coordinating.get(f"/admin/activities/sets/{bank.ref}")
        with count_queries() as counted:
            coordinating.get(f"/admin/activities/sets/{bank.ref}")
        return counted.count

    before = cost()
    facts = {"set": bank, "theme": "goals", "stages": "meet"}
    for some in range(0, 3000, 500):
        rows = [facts | {"words": f"Number {some + n}?", "ref": new_ref()} for n in range(500)]
        Question.insert_many(rows).execute()
    assert cost() == before <= 8


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


def test_only_coordinators_come_here(bank, offered, priya, browser_of):
    browser = browser_of(priya)
    below = ["", "/offers", "/decks", f"/sets/{bank.ref}", f"/sets/{bank.ref}/questions.csv"]
    for address in [*below, f"/questions/{one(bank).ref}"]:
        browser.get(f"/admin/activities{address}", status=403)


@pytest.mark.browser
def test_a_coordinator_reads_offers_and_changes_wordings(content, offered, page_of, carmen, priya):
    page = page_of(carmen)
    page.goto("/admin/activities")
    page.get_by_label("A new bank").fill(LONG[:80])
    page.get_by_role("button", name="Make a bank").click()
    page.get_by_role("link", name="Activities").last.click()
    look(page, "coordinating")
    page.get_by_role("link", name="Read it").click()
    look(page, "offers")
    page.get_by_label("In these words").fill("May everyone ask this?")
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_selector("text=Nothing waits to be read")
    look(page, "offers-none")
    page.get_by_role("link", name="Activities").last.click()
    page.get_by_role("link", name="Questions of the portal").click()
    page.get_by_label("Words of a question").fill("season")
    page.wait_for_selector("tbody tr:only-child")
    look(page, "bank-found")
    page.locator("tbody a").click()
    page.fill("[name=words]", "If only one thing could get better, which one?")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=Version 2")
    look(page, "question-versions")
    theirs = page_of(priya)
    theirs.goto(offered.at())
    theirs.locator("#ask-own").click()
    theirs.wait_for_selector("text=everyone has it now")
