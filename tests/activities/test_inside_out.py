"""Inside-out: the bag goes round, everybody may pass, and nothing is kept but what one keeps for oneself."""

import pytest

from peerportal.activities import playing
from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Notebook
from peerportal.groups.sitting import notebooks
from tests.looking import look

SECRET = "Zirkuszebra"


@pytest.fixture
def table(begin, circle, omar):
    """Omar leads, Priya and Lin are with him; he holds the bag."""
    table = begin(circle, omar, "inside_out")
    table.does(omar, "lead")
    table.goes_on(omar)
    return table


def bag(table, reader):
    facts = table.facts(reader, "bag")
    return facts["whose"] and facts["whose"].first_name, facts["stage"]


def test_nobody_holds_the_bag_before_somebody_leads(begin, circle, omar):
    table = begin(circle, omar, "inside_out")
    with pytest.raises(RuleBroken, match="takes the lead"):
        table.goes_on(omar)


def test_another_may_take_the_lead_and_two_clicks_are_one(begin, circle, omar, lin):
    table = begin(circle, omar, "inside_out")
    version = table.session.version
    table.does(omar, "lead", version=version)
    assert table.does(lin, "lead", version=version) == playing.LATE
    table.does(lin, "lead")
    assert table.facts(omar)["leads"].id == lin.id


def test_whoever_leads_begins_and_the_bag_goes_through_its_stages(table, omar, priya):
    assert bag(table, priya) == ("Omar", "outside")
    table.does(omar, "turn-bag")
    assert bag(table, priya) == ("Omar", "inside")
    table.does(omar, "let-talk")
    assert bag(table, priya) == ("Omar", "talk")
    table.does(omar, "pass-on")
    assert bag(table, priya) == ("Priya", "outside")


def test_only_the_holder_turns_the_bag_or_passes_it_on(table, priya):
    for deed in ("turn-bag", "let-talk", "keep-inside", "pass-on", "pass"):
        before = table.session.words
        with pytest.raises(RuleBroken, match="Omar’s turn"):
            table.does(priya, deed)
        assert table.session.words == before


@pytest.mark.parametrize("deed", ["let-talk", "keep-inside", "pass-on"])
def test_no_stage_comes_before_its_turn(table, omar, deed):
    with pytest.raises(RuleBroken, match="First the outside"):
        table.does(omar, deed)


def test_each_may_pass_at_each_stage(table, omar, priya, lin):
    table.does(omar, "pass")
    table.does(priya, "turn-bag")
    table.does(priya, "keep-inside")
    assert bag(table, lin) == ("Priya", "talk") and table.facts(lin)["kept"]
    table.does(priya, "pass-on")
    assert bag(table, lin) == ("Lin", "outside") and not table.facts(lin)["kept"]
    table.does(lin, "turn-bag")
    table.does(lin, "let-talk")
    table.does(lin, "pass-on")
    table.goes_on(lin)
    assert table.session.step == "after"


def test_the_bag_of_somebody_who_is_not_there_begins_again_with_its_outside(table, omar, priya):
    table.does(omar, "turn-bag")
    table.does(priya, "skip")
    assert bag(table, priya) == ("Priya", "outside")


def to_the_end(table, *people):
    for person in people:
        table.does(person, "pass")
    table.goes_on(people[0])


def test_nothing_is_stored_but_whose_turn_it_was(table, omar, priya, lin):
    for person in (omar, priya, lin):
        table.does(person, "turn-bag")
        table.does(person, "let-talk")
        table.does(person, "pass-on")
    table.goes_on(omar)
    table.goes_on(omar)
    stored = table.sees(omar).tables
    assert {step: set(kept) for step, kept in stored.items() if kept} == {
        "guide": {"leads"},
        "bag": {"stage", "turns"},
    }
    assert not ActivityPart.select().where(ActivityPart.words.is_null(False)).exists()
    assert not Notebook.select().exists()


def test_who_wants_keeps_words_in_their_own_notebook_and_nobody_learns_of_it(
    table, omar, priya, lin, browser_of
):
    to_the_end(table, omar, priya, lin)
    before = ActivitySession.get(ActivitySession.ref == table.ref).moved
    browser = browser_of(priya)
    browser.submit(browser.get(table.at()), "#after-keep", words=SECRET)
    assert notebooks.pages_of(table.group, priya).words == SECRET
    assert table.session.moved == before
    for person in (omar, lin):
        assert SECRET not in browser_of(person).get(table.at()).get_text(" ")
        assert notebooks.pages_of(table.group, person).words == ""
    assert SECRET in browser.get(f"/groups/{table.group.ref}/notebook").get_text(" ")
    assert SECRET not in browser.get(table.at()).get_text(" ")


def test_it_comes_below_what_is_in_the_notebook_and_once_only(table, omar, priya, lin):
    notebooks.save(table.group, priya, "From before", 0)
    to_the_end(table, omar, priya, lin)
    for _ in range(2):
        table.does(priya, "keep", words="From the bag")
    assert notebooks.pages_of(table.group, priya).words == "From before\n\nFrom the bag"


def test_a_full_notebook_is_told_beside_the_box_and_the_words_stay(table, omar, priya, lin, browser_of):
    notebooks.save(table.group, priya, "x" * 19_000, 0)
    to_the_end(table, omar, priya, lin)
    browser = browser_of(priya)
    page = browser.submit(browser.get(table.at()), "#after-keep", status=422, words="y" * 2_900)
    assert "notebook is full" in page.select_one("#after-words-error").get_text()
    assert "y" * 2_900 in page.select_one("#after-words").get_text()


def test_two_have_words_of_their_own_and_three_the_others(begin, pair, circle, priya, browser_of):
    page = browser_of(priya)
    two = page.get(begin(pair, priya, "inside_out").at()).get_text(" ")
    three = page.get(begin(circle, priya, "inside_out").at()).get_text(" ")
    assert "stays between the two of you" in two and "I will begin" in two
    assert "stays between" not in three and "I will lead" in three


def test_on_one_laptop_the_bag_goes_round_with_it(table, omar):
    playing.share_laptop(table.group, table.session, omar, True)
    for _ in range(3):
        for deed in ("turn-bag", "let-talk", "pass-on"):
            table.does(omar, deed)
    assert bag(table, omar)[0] is None


def test_a_stranger_finds_nothing(table, carmen, make_person, browser_of):
    for person in (carmen, make_person("Uma Berg")):
        browser_of(person).get(table.at(), status=404)
        browser_of(person).post(table.at("bag", "turn-bag"), {}, status=404)


@pytest.mark.browser
def test_three_pass_the_bag_round(page_of, circle, priya, omar, lin):
    pages = {person.id: page_of(person) for person in (priya, omar, lin)}
    his, hers, lins = pages[omar.id], pages[priya.id], pages[lin.id]
    his.goto("/activities/kinds/inside_out")
    look(his, "inside-out-activity")
    his.get_by_role("button", name="Begin").click()
    for page in (hers, lins):
        page.goto(his.url)
    his.wait_for_selector(".seats:has-text('Lin: here')")
    look(his, "inside-out-guide")
    his.get_by_role("button", name="I will lead").press("Enter")
    hers.wait_for_selector("text=Omar leads and begins")
    his.click("#move-go_on")
    for page in (hers, lins):
        page.wait_for_selector("text=Omar holds the bag")
    look(his, "inside-out-outside-mine")
    look(hers, "inside-out-outside-theirs")
    his.get_by_role("button", name="Turn the bag inside out").click()
    lins.wait_for_selector(".path [aria-current]:has-text('Inside')")
    look(his, "inside-out-inside-mine")
    his.get_by_role("button", name="That is my inside").click()
    hers.wait_for_selector(".path [aria-current]:has-text('Talk')")
    look(his, "inside-out-talk")
    his.get_by_role("button", name="Pass the bag on").click()
    hers.get_by_role("button", name="Turn the bag inside out").click()
    hers.get_by_role("button", name="I keep the inside to myself").click()
    lins.wait_for_selector("text=The inside stays with them")
    hers.get_by_role("button", name="Pass the bag on").click()
    lins.get_by_role("button", name="Let it pass").click()
    his.wait_for_selector("#move-go_on")
    look(lins, "inside-out-round")
    his.click("#move-go_on")
    lins.wait_for_selector("#after-words")
    lins.fill("#after-words", "لا أحد يعرف")
    look(lins, "inside-out-after")
    lins.get_by_role("button", name="Keep it for me").click()
    lins.wait_for_selector("#said:has-text('for you alone')", state="attached")
    assert lins.input_value("#after-words") == ""
    his.click("#move-go_on")
    hers.wait_for_selector("text=finished on")
    look(hers, "inside-out-finished")


@pytest.mark.browser
def test_two_play_it_without_a_script(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "inside_out")
    page = page_of(priya, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    for button in (
        "I will begin",
        "Go on",
        "Turn the bag inside out",
        "That is my inside",
        "Pass the bag on",
    ):
        page.get_by_role("button", name=button).click()
    assert "Omar holds the bag" in page.inner_text("#table")
