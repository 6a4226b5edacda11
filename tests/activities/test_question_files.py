"""Banks and decks as files: taken in whole or not at all, in the ways spreadsheets write, and out again."""

import io

import pytest

from peerportal.activities.banks import drawing, importing, sheets
from peerportal.activities.banks.drawing import Wanted
from peerportal.activities.banks.sheets import RowsRefused
from peerportal.activities.mechanics.cards import CARDS
from peerportal.activities.models import Question, QuestionPlace, QuestionSet, QuestionWording
from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from tests.activities.banked import make_bank
from tests.looking import look
from tests.rows import changed, fingerprint

HEAD = "key,theme,stages,words\n"
TWO = HEAD + ",goals,meet work,What is first?\n,change,close,What is last?\n"
DECK = "suit,rank,words\n" + "\n".join(f"{card.replace('-', ',')},What of {card}?" for card in CARDS)


@pytest.fixture
def bank(programme):
    return make_bank("Ours")


@pytest.fixture
def coordinating(carmen, browser_of):
    return browser_of(carmen)


def bring(browser, of, data, status=303, **typed):
    data = data.encode() if isinstance(data, str) else data
    at = f"/admin/activities/sets/{of.ref}/import" if of else "/admin/activities/decks"
    return browser.post(at, {"file": (io.BytesIO(data), "questions.csv")} | typed, status=status)


@pytest.mark.parametrize("deck", [False, True], ids=["bank", "deck"])
def test_a_file_of_thirty_megabytes_is_refused_beside_its_field(coordinating, browser_of, priya, deck):
    bank, large = make_bank("Our own", ("goals", "meet")), b"x" * 30_000_000
    before = fingerprint({"sign_in"})
    page = bring(coordinating, None if deck else bank, large, 422, name="A deck of ours")
    assert "larger than 4 MB" in page.select_one("#file-error").get_text()
    assert not deck or page.select_one("#name")["value"] == "A deck of ours"
    assert not changed(before, fingerprint({"sign_in"}))
    bring(browser_of(priya), None if deck else bank, large, 413)


def there(of):
    rows = Question.select().where(Question.set == of).order_by(Question.id)
    return [(row.theme, row.stages, row.words) for row in rows]


def rows_told(page):
    return [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]


def test_a_file_of_questions_is_taken_in_and_can_be_drawn(coordinating, bank, pair, carmen):
    page = coordinating.follow(bring(coordinating, bank, TWO))
    assert "2 new, 0 changed, 0 as they were" in page.get_text()
    assert there(bank) == [("goals", "meet work", "What is first?"), ("change", "close", "What is last?")]
    assert drawing.draw(pair, Wanted("change", "close")).question.words == "What is last?"
    assert [(row.version, row.by_id) for row in QuestionWording.select()] == [(1, carmen.id)] * 2
    assert [(row.action, row.reason) for row in LogEntry.select()] == [
        ("imported questions", "2 new, 0 changed, 0 as they were")
    ]


@pytest.mark.parametrize(
    "data",
    [
        TWO.encode("utf-8-sig"),
        TWO.encode("utf-16"),
        TWO.replace(",", ";").encode(),
        TWO.replace(",", "\t").encode(),
        ("sep=;\n" + TWO.replace(",", ";")).encode(),
        TWO.replace("\n", "\r\n").replace("close", "Close").encode(),
        TWO.removeprefix(HEAD).encode(),
        b"goals,meet work,What is first?\n\nchange,close,What is last?",
        b"words,stages,theme\nWhat is first?,work;meet,goals\nWhat is last?,close,change",
    ],
)
def test_files_come_as_spreadsheets_write_them(coordinating, bank, data):
    bring(coordinating, bank, data)
    assert there(bank) == [("goals", "meet work", "What is first?"), ("change", "close", "What is last?")]


def test_letters_of_windows_are_read(coordinating, bank):
    bring(coordinating, bank, ",goals,meet,Où aller à présent?".encode("cp1252"))
    assert there(bank)[0][2] == "Où aller à présent?"


def test_with_one_wrong_row_nothing_is_taken_in_and_each_is_told(coordinating, bank):
    before = fingerprint({"sign_in"})
    rows = ",goals,meet,Fine?\n,weather,meet,Of no theme?\n,goals,lunch,Of no stage?\n,goals,,\n,goals,meet,Fine?\n"
    page = bring(coordinating, bank, HEAD + rows, 422)
    told = rows_told(page)
    assert [(line, why.split(".")[0]) for line, _, why in told] == [
        ("3", "There is no such theme"),
        ("4", "Please name one stage or more of meet, agree, work, sustain, close"),
        ("5", "The question is missing"),
        ("6", "The same question stands in line 2"),
    ]
    assert not changed(before, fingerprint({"sign_in"}))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no question"),
        (HEAD.encode(), "no question"),
        (b"\x00\x01\x02", "no text"),
        (TWO.encode("utf-32"), "UTF-32"),
        (b"\x81\x8d\xff", "neither UTF-8"),
        (HEAD.encode() + b',goals,meet,"never closed\n' + b"x" * 140_000, "quotation mark"),
        (HEAD.encode() + b"x" * 4_000_001, "4 MB"),
        (HEAD.encode() + b",goals,meet,Again?\n" * 10_001, "more than 10,000 rows"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no text"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(coordinating, bank, data, said):
    page = bring(coordinating, bank, data, 422)
    assert said in page.select_one("#file-error").get_text()
    assert not Question.select().exists()


def test_no_file_is_asked_for(coordinating, bank):
    page = coordinating.post(f"/admin/activities/sets/{bank.ref}/import", {}, status=422)
    assert "choose a file" in page.select_one("#file-error").get_text()


def test_what_was_downloaded_is_read_again_as_it_was(coordinating, content):
    for key in ("questions", "deck"):
        of = QuestionSet.get(QuestionSet.key == key)
        out = coordinating.open("GET", f"/admin/activities/sets/{of.ref}/questions.csv")
        assert out.headers["Content-Disposition"].startswith("attachment")
        before = fingerprint({"sign_in"})
        said = coordinating.follow(bring(coordinating, of, out.get_data())).get_text()
        assert f"0 new, 0 changed, {156 if key == 'questions' else 52} as they were" in said
        assert not changed(before, fingerprint({"sign_in"}))


def test_a_spreadsheet_runs_nothing_of_it(carmen, bank):
    importing.bring(bank, (HEAD + ',goals,meet,"=HYPERLINK(""x"")?"\n').encode(), carmen)
    written = importing.written(bank)
    assert "'=HYPERLINK" in written
    assert importing.bring(bank, written.encode(), carmen).said == "0 new, 0 changed, 1 as they were"


def test_a_changed_file_changes_what_it_names_and_leaves_the_rest(coordinating, content, carmen):
    of = QuestionSet.get(QuestionSet.key == "questions")
    file = HEAD + "goals-both,change,close,In other words?\n,goals,meet,A new one?\n"
    said = coordinating.follow(bring(coordinating, of, file)).get_text()
    assert "1 new, 1 changed, 0 as they were" in said
    row = Question.get(Question.key == "goals-both")
    assert (row.words, row.theme, row.stages, row.version, row.ours) == (
        "In other words?",
        "change",
        "close",
        2,
        True,
    )
    lies = QuestionPlace.select().where(QuestionPlace.question == row)
    assert {(one.theme, one.stage) for one in lies} == {(t, s) for t in ("", "change") for s in ("", "close")}
    assert Question.select().where(Question.set == of).count() == 157


def test_the_same_file_twice_adds_nothing(carmen, bank):
    assert importing.bring(bank, TWO.encode(), carmen).said == "2 new, 0 changed, 0 as they were"
    assert importing.bring(bank, TWO.encode(), carmen).said == "0 new, 0 changed, 2 as they were"


def test_a_row_that_would_double_another_question_is_refused(carmen, bank):
    importing.bring(bank, TWO.encode(), carmen)
    first = Question.get(Question.words == "What is first?")
    with pytest.raises(RowsRefused) as refused:
        importing.bring(bank, f"{HEAD}{first.ref},goals,meet,What is last?\n".encode(), carmen)
    assert [(one.line, one.why) for one in refused.value.troubles] == [
        (2, "This question is in the bank already.")
    ]


def test_a_bank_of_ten_thousand_is_taken_in_and_found(carmen, bank, pair):
    rows = "".join(f",goals,meet,Is this question number {number}?\n" for number in range(10_000))
    assert importing.bring(bank, (HEAD + rows).encode(), carmen).new == 10_000
    assert QuestionPlace.select().count() == 40_000
    assert drawing.draw(pair, Wanted("goals", "meet")) is not None


def test_a_deck_is_made_from_a_file_and_changed_by_another(coordinating, programme):
    bring(coordinating, None, DECK, name="Our cards")
    made = QuestionSet.get(QuestionSet.name == "Our cards")
    assert Question.select().where(Question.set == made).count() == 52
    bring(coordinating, made, DECK.replace("What of hearts-Q?", "What of her?"))
    row = Question.get(Question.set == made, Question.suit == "hearts", Question.rank == "Q")
    assert (row.words, row.version) == ("What of her?", 2)
    assert Question.select().where(Question.version > 1).count() == 1


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (DECK.replace("hearts,Q", "hearts,11"), "no such card"),
        (DECK.replace("hearts,Q", "hearts,K"), "twice"),
        (DECK.rpartition("\n")[0], "1 of them have no question: spades K"),
        ("suit,rank,words\nhearts,A,Only one?", "51 of them have no question"),
    ],
)
def test_a_deck_with_a_card_missing_or_doubled_is_refused_as_a_whole(coordinating, programme, file, said):
    page = bring(coordinating, None, file, 422, name="Our cards")
    assert said in " ".join(why for _, _, why in rows_told(page))
    assert page.select_one("[name=name]")["value"] == "Our cards"
    assert not QuestionSet.select().exists() and not Question.select().exists()


def test_a_deck_without_a_name_says_so(coordinating, programme):
    page = bring(coordinating, None, DECK, 422)
    assert "give it a name" in page.select_one("#name-error").get_text()


def test_rows_are_read_in_any_order_of_columns():
    assert sheets.deck_of(sheets.rows_of(DECK, sheets.DECK_COLUMNS))["clubs-7"] == "What of clubs-7?"
    with pytest.raises(RuleBroken, match="no question"):
        sheets.rows_of("", sheets.DECK_COLUMNS)


@pytest.mark.browser
def test_a_coordinator_brings_a_file_and_mends_it(page_of, carmen, bank, tmp_path):
    page = page_of(carmen)
    page.goto(f"/admin/activities/sets/{bank.ref}")
    look(page, "bank-empty")
    page.get_by_role("link", name="Bring a file").click()
    wrong, right = tmp_path / "wrong.csv", tmp_path / "right.csv"
    wrong.write_text(TWO.replace("goals", "gaols"), encoding="utf-8")
    right.write_text(TWO, encoding="utf-8")
    page.set_input_files("[name=file]", wrong)
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_selector("text=Rows to mend")
    look(page, "import-refused")
    page.set_input_files("[name=file]", right)
    page.get_by_role("button", name="Take it in").press("Enter")
    page.wait_for_selector("text=2 new, 0 changed")
    look(page, "bank-filled")
    page.goto("/admin/activities/decks")
    look(page, "deck-new")
