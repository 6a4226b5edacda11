"""Banks that coordinators make, fill and search, and the wordings of their questions."""

from peerportal.activities.banks import drawing, wording
from peerportal.activities.banks.drawing import Wanted
from peerportal.activities.models import Question, QuestionSet, QuestionWording
from peerportal.core.ids import new_ref
from tests.activities import coordinators
from tests.activities.coordinators import done, one

bank, coordinating = coordinators.bank, coordinators.coordinating  # fixtures

STAGES = ["meet", "work"]


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
