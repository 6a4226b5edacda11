"""Question prompts: drawn in turn, passed, noted; a group's own among them; played by two."""

import pytest

from peerportal.activities import playing
from peerportal.activities.banks import moderating, own
from peerportal.activities.kind import Refused
from peerportal.activities.models import DrawnQuestion, OfferedQuestion, OwnQuestion, Question, QuestionCursor
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import hooks
from peerportal.groups.circles import membership
from tests.activities.banked import make_bank
from tests.looking import look

SECRET = "Zirkuszebra"


@pytest.fixture
def table(begin, pair, priya):
    make_bank("Bank", *[("goals", "meet work"), ("change", "work"), ("goals", "close")])
    return begin(pair, priya, "questions")


def words(table, person):
    return [entry["asks"]["words"] for entry in table.facts(person)["drawn"]]


def last(table, person):
    return table.facts(person)["drawn"][0]


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


def test_the_page_costs_no_more_than_eight_statements(table, priya, browser_of, count_queries):
    for _ in range(3):
        table.does(priya, "draw")
        table.does(priya, "add", words="Ours?", about="any")
    browser = browser_of(priya)
    browser.get(table.at())
    with count_queries() as counted:
        browser.get(table.at())
    assert counted.count <= 8


def test_a_retired_group_leaves_nothing_of_its_own(table, pair, priya):
    table.does(priya, "add", words="Ours?", about="any")
    table.does(priya, "draw")
    hooks.on_retire.fire(pair)
    assert not any(kept.select().exists() for kept in (OwnQuestion, DrawnQuestion, QuestionCursor))


def test_a_stranger_finds_no_such_page(table, priya, lin, carmen, browser_of):
    table.does(priya, "draw")
    for person in (lin, carmen):
        browser_of(person).get(table.at(), status=404)
        browser_of(person).post(table.at("ask", "draw"), {}, status=404)


@pytest.mark.browser
def test_two_ask_each_other(content, page_of, pair, priya, omar):
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto("/activities/kinds/questions")
    look(mine, "questions-activity")
    mine.get_by_role("button", name="Begin").click()
    theirs.goto(mine.url)
    look(mine, "questions-begun")
    mine.get_by_text("Drawing from").click()
    mine.select_option("#choose-theme", "feedback")
    mine.get_by_role("button", name="Draw from these").click()
    theirs.wait_for_selector("text=Telling each other frankly, any stage")
    theirs.get_by_role("button", name="Draw for Priya").dblclick()
    mine.wait_for_selector("#drawn .speaking")
    asked = mine.locator("#drawn .speaking").inner_text()
    assert theirs.locator("#drawn .speaking").inner_text() == asked
    mine.fill("#drawn textarea", "At once, please.")
    theirs.get_by_role("button", name="Draw for Omar").press("Enter")
    mine.wait_for_selector("#drawn > li:nth-child(2)")
    typed = mine.locator("#drawn > li:nth-child(2) textarea")
    assert typed.input_value() == "At once, please."
    mine.locator("#drawn > li:nth-child(2)").get_by_role("button", name="Note it").click()
    theirs.wait_for_selector("text=At once, please.")
    theirs.get_by_role("button", name="Let it pass").click()
    mine.wait_for_selector("text=passed")
    look(mine, "questions-drawn")
    mine.locator("#ask-own").click()
    mine.fill("#add-words", "What did you nearly say today?")
    mine.get_by_role("button", name="Add it").click()
    theirs.wait_for_selector("text=Our own questions (1)")
    mine.locator("summary:has-text('Offer it')").click()
    look(mine, "questions-own")
    mine.get_by_role("button", name="Offer this question").click()
    theirs.locator("#ask-own").click()
    theirs.wait_for_selector("text=offered to everyone")
    theirs.get_by_role("button", name="Go on").click()
    mine.wait_for_selector("#step-lessons")
    mine.fill("#lessons-line", "Ask sooner.")
    mine.get_by_role("button", name="Keep it").click()
    theirs.wait_for_selector("text=Ask sooner.")
    theirs.get_by_role("button", name="Finish").click()
    mine.wait_for_selector("text=finished on")
    look(mine, "questions-finished")


@pytest.mark.browser
def test_questions_are_drawn_without_a_script(content, page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "questions")
    page = page_of(omar, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.get_by_role("button", name="I am here").click()
    page.get_by_role("button", name="Draw for").click()
    page.fill("#drawn textarea", "I said this.")
    page.get_by_role("button", name="Note it").click()
    assert "I said this." in page.inner_text("#drawn")


@pytest.mark.browser
def test_what_somebody_is_typing_stays_while_another_goes_on(content, page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "questions")
    table.does(priya, "draw")
    asked, page = last(table, priya)["ref"], page_of(omar)
    page.goto(table.at())
    field = page.locator(f"#ask-words-{asked}")
    field.press_sequentially("With a spreadsheet")
    for _ in range(3):
        table.does(priya, "draw")
    page.wait_for_selector(f"#drawn-{last(table, priya)['ref']}")
    page.keyboard.type(", at first")
    table.goes_on(priya)
    page.wait_for_selector("#lessons-line")
    assert field.input_value() == "With a spreadsheet, at first" and field.is_visible()
    assert field.evaluate("field => field === document.activeElement")
    look(page, "questions-typed-on")
    page.locator(f"#ask-note-{asked} button").click()
    page.wait_for_selector(f"#ask-note-{asked}", state="detached")
    (noted,) = table.facts(omar, "ask")["drawn"][-1]["notes"]
    assert noted["words"] == "With a spreadsheet, at first"


def test_a_note_is_taken_in_after_the_others_went_on(table, priya, omar):
    table.does(priya, "draw")
    asked = last(table, priya)["ref"]
    table.goes_on(priya)
    table.does(omar, "note", "ask", question=asked, words="With a spreadsheet")
    assert [one["words"] for one in table.facts(omar, "ask")["drawn"][0]["notes"]] == ["With a spreadsheet"]
    playing.stop(table.group, table.session, priya)
    with pytest.raises(RuleBroken, match="was stopped"):
        table.does(omar, "note", "ask", question=asked, words="Once more")
