"""A big decision: whose it is, options, weights and their balance, the choice, and how it turned out."""

import datetime as dt
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerportal.activities import playing
from peerportal.activities.kind import Overtaken, Refused
from peerportal.activities.mechanics.balance import AGAINST, FOR, ROOM, draw, weigh
from peerportal.activities.models import ActivityDay
from peerportal.core import clock, db
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.people import asks
from tests.looking import LONG, look

SECRET = "Zirkuszebra"


@pytest.fixture
def table(still, begin, pair, priya, omar):
    """It is Omar's decision, with two options."""
    table = begin(pair, priya, "decision")
    table.does(priya, "decider", entry=omar.ref)
    table.does(omar, "put", question=f"Do I take the {SECRET} post?", matters="It is far away.")
    table.goes_on(priya)
    for words in ("Take it", "Stay"):
        table.does(priya, "add-option", words=words)
    return table


@pytest.fixture
def decided(table, priya, omar):
    """Omar has chosen, and the group has finished; in ten days home asks how it turned out."""
    to_choose(table, priya, omar)
    table.does(omar, "choose", option=refs(table, priya)["Take it"], why=f"{SECRET} calls", day=in_days(10))
    table.goes_on(priya)
    return table


def to_choose(table, *people):
    table.goes_on(people[0])
    table.goes_on(people[0])
    for person in people:
        table.does(person, "ready")
    table.goes_on(people[0])


def in_days(days):
    return clock.today() + dt.timedelta(days=days)


def refs(table, person, step="options"):
    return {option["words"]: option["ref"] for option in table.facts(person, step)["options"]}


def order(table, person):
    return list(refs(table, person))


def test_first_somebody_has_a_decision_and_a_question(still, begin, pair, priya, omar):
    table = begin(pair, priya, "decision")
    with pytest.raises(RuleBroken, match="whose decision"):
        table.goes_on(priya)
    with pytest.raises(RuleBroken, match="whose decision"):
        table.does(priya, "put", question="Shall I?")
    table.does(priya, "decider", entry=priya.ref)
    with pytest.raises(RuleBroken, match="what is to be decided"):
        table.goes_on(priya)
    with pytest.raises(RuleBroken, match="nobody in this group"):
        table.does(priya, "decider", entry=new_ref())


def test_the_decider_writes_the_question_and_two_of_their_devices_lose_nothing(table, priya, omar):
    table.goes_back(priya)
    with pytest.raises(RuleBroken, match="for Omar to decide"):
        table.does(priya, "put", question="Another question")
    with pytest.raises(Overtaken) as met:
        table.does(omar, "put", question="Another question", version=0)
    assert SECRET in met.value.now["question"]


def test_a_decision_has_two_to_six_options(table, priya):
    table.does(priya, "remove-option", entry=refs(table, priya)["Stay"])
    with pytest.raises(RuleBroken, match="at least two options"):
        table.goes_on(priya)
    for number in range(5):
        table.does(priya, "add-option", words=f"Way {number}")
    with pytest.raises(Refused, match="There are 6 here"):
        table.does(priya, "add-option", words="One too many")
    with pytest.raises(RuleBroken, match="There are 6 here"):
        table.does(priya, "put-back-option", entry=table.facts(priya)["removed"]["ref"])


def test_options_move_up_and_down_and_a_stale_move_changes_nothing(table, priya, omar):
    stay = refs(table, priya)["Stay"]
    table.does(priya, "move-option", entry=stay, way=-1, place=2)
    table.does(omar, "move-option", entry=stay, way=-1, place=2)
    assert order(table, priya) == ["Stay", "Take it"]
    table.does(priya, "move-option", entry=stay, way=-1, place=1)
    table.does(priya, "move-option", entry=stay, way=0, place=1)
    assert order(table, priya) == ["Stay", "Take it"]


def test_any_member_weighs_and_a_removed_option_weighs_nothing(table, priya, omar):
    table.goes_on(priya)
    options = {one.words: one.ref for one, _, _ in table.facts(priya)["rows"]}
    table.does(priya, "add-reason", entry=options["Take it"], side=FOR, words="New people", weight=4)
    table.does(omar, "add-reason", entry=options["Take it"], side=AGAINST, words="Far", weight=5)
    table.does(omar, "add-reason", entry=options["Stay"], side=FOR, words="Friends", weight=2)
    sums = [(one.words, one.pros, one.cons, one.leans) for one, _, _ in table.facts(priya)["rows"]]
    assert sums == [("Take it", 4, 5, "−1"), ("Stay", 2, 0, "+2")]
    table.goes_back(priya)
    table.does(priya, "remove-option", entry=options["Stay"])
    table.does(priya, "put-back-option", entry=options["Stay"])
    table.goes_on(priya)
    assert [one.pros for one, _, _ in table.facts(priya)["rows"]] == [4, 2]
    with pytest.raises(RuleBroken, match="no longer there"):
        table.does(priya, "add-reason", entry=new_ref(), side=FOR, words="More", weight=1)


def test_two_at_once_lose_no_reason(table, priya, omar):
    table.goes_on(priya)
    option = table.facts(priya)["rows"][0][0].ref
    version = table.session.version
    for person in (priya, omar):
        table.does(person, "add-reason", entry=option, side=FOR, words=person.name, weight=1, version=version)
    assert table.facts(priya)["rows"][0][0].pros == 2


@pytest.mark.parametrize(
    "wrong,blank",
    [
        ({"weight": "6"}, "weight"),
        ({"weight": "x"}, "weight"),
        ({"side": "sideways"}, "side"),
        ({"words": ""}, "words"),
    ],
)
def test_a_wrong_reason_is_refused_beside_its_blank(table, priya, browser_of, wrong, blank):
    table.goes_on(priya)
    option, browser = table.facts(priya)["rows"][0][0].ref, browser_of(priya)
    sent = {"side": "for", "words": "New people", "weight": "4"} | wrong
    answer = browser.submit(browser.get(table.at()), f"#weigh-add-reason-{option}", status=422, **sent)
    assert answer.select_one(f"#weigh-{blank}-{option}-error").get_text().strip()
    assert table.facts(priya)["rows"][0][0].pros == 0


def test_the_decider_alone_chooses_one_of_the_options(table, priya, omar):
    to_choose(table, priya, omar)
    option = refs(table, priya)["Take it"]
    with pytest.raises(RuleBroken, match="for Omar to decide"):
        table.does(priya, "choose", option=option, why="I think so")
    with pytest.raises(Refused, match="one of the options"):
        table.does(omar, "choose", option=new_ref(), why="It calls")
    with pytest.raises(RuleBroken, match="not made yet"):
        table.goes_on(priya)
    table.does(omar, "choose", option=option, why="It calls")
    assert table.facts(priya)["option"] == "Take it"
    assert table.session.due_on is None


@pytest.mark.parametrize("days", [0, -3, 3000])
def test_a_day_that_is_over_or_far_away_is_refused_beside_it(table, priya, omar, browser_of, days):
    to_choose(table, priya, omar)
    browser, day = browser_of(omar), in_days(days).isoformat()
    sent = {"option": refs(table, priya)["Stay"], "why": "Friends", "day": day}
    answer = browser.submit(browser.get(table.at()), "#choose-choose", status=422, **sent)
    assert answer.select_one("#choose-day-error").get_text().strip()
    assert answer.select_one("#choose-why").get_text().strip() == "Friends"
    assert table.session.due_on is None and not table.facts(omar)["option"]


def test_on_that_day_home_asks_each_of_them_until_they_answered(still, decided, priya, omar, lin):
    assert asks.waiting_for(omar) == []
    with pytest.raises(RuleBroken, match="has not come"):
        decided.does(omar, "turned-out", step="choose", turned="Well")
    still.move(dt.timedelta(days=10))
    assert [ask.name for ask in asks.waiting_for(omar)] == ["Priya"]
    assert [ask.name for ask in asks.waiting_for(priya)] == ["Omar"]
    assert asks.waiting_for(lin) == []
    decided.does(omar, "turned-out", step="choose", turned="Better than I feared")
    assert asks.waiting_for(omar) == [] and asks.waiting_for(priya)
    told = decided.facts(priya, "choose")["told"]
    assert [(member.first_name, words) for member, words in told] == [("Omar", "Better than I feared")]


def test_home_tells_no_word_of_it_and_no_mail_is_sent(still, decided, omar, browser_of, mails):
    still.move(dt.timedelta(days=10))
    page = browser_of(omar).get("/")
    assert "How did it turn out?" in page.get_text(" ") and SECRET not in page.get_text(" ")
    assert page.select_one(f'a[href="{decided.at()}#step-choose"]')
    assert not [mail for mail in mails() if SECRET in mail.as_string() or "turn out" in mail.as_string()]


def test_the_decider_may_name_another_day_and_all_are_asked_anew(still, decided, priya, omar):
    still.move(dt.timedelta(days=10))
    decided.does(omar, "turned-out", step="choose", turned="Too early to tell")
    with pytest.raises(RuleBroken, match="for Omar to decide"):
        decided.does(priya, "ask-again", step="choose", again=in_days(30))
    decided.does(omar, "ask-again", step="choose", again=in_days(30))
    assert asks.waiting_for(priya) == []
    still.move(dt.timedelta(days=30))
    assert asks.waiting_for(priya) and asks.waiting_for(omar)


def test_a_closed_or_stopped_one_asks_nobody(still, decided, priya, omar):
    playing.resume(decided.group, decided.session, priya)
    playing.stop(decided.group, decided.session, priya)
    still.move(dt.timedelta(days=10))
    assert asks.waiting_for(omar) == []


def test_on_one_laptop_the_choice_is_the_deciders(table, priya, omar):
    to_choose(table, priya, omar)
    playing.share_laptop(table.group, table.session, priya, True)
    table.does(priya, "choose", member=omar.ref, option=refs(table, priya)["Stay"], why="Friends")
    assert table.facts(omar)["option"] == "Stay"


def test_a_circle_decides_with_one_of_them(still, begin, circle, priya, omar, lin):
    table = begin(circle, priya, "decision")
    table.does(omar, "decider", entry=lin.ref)
    table.does(lin, "put", question="Shall I lead it?")
    assert table.facts(omar)["decider"].id == lin.id


WEIGHTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([FOR, AGAINST]), st.integers(1, 5)), max_size=60
)


@given(WEIGHTS)
def test_the_balance_adds_up_as_by_hand(reasons):
    options = [(str(at), f"Option {at}") for at in range(3)]
    found = weigh(options, [(str(on), side, weight) for on, side, weight in reasons])
    for at, one in enumerate(found):
        mine = [weight if side == FOR else -weight for on, side, weight in reasons if on == at]
        assert one.pros == sum(weight for weight in mine if weight > 0)
        assert one.cons == -sum(weight for weight in mine if weight < 0)
        assert one.net == sum(mine)
    bars = draw(found)
    longest = max(max(one.pros, one.cons) for one in found)
    assert all(0 <= bar.left <= ROOM and 0 <= bar.right <= ROOM for bar in bars)
    assert not longest or max(max(bar.left, bar.right) for bar in bars) == ROOM
    assert all(abs(bar.right * longest - bar.option.pros * ROOM) <= longest for bar in bars)


def test_a_day_from_before_days_had_a_table_is_asked_about_all_the_same(decided, still, priya, omar):
    still.move(dt.timedelta(days=11))
    decided.does(priya, "turned-out", step="choose", turned="It was right.")
    ActivityDay.delete().execute()
    assert not asks.waiting_for(omar)
    migration = import_module("peerportal.migrations.0017_activity_days")
    with db.database.obj.bind_ctx(migration.TABLES, bind_refs=False, bind_backrefs=False):
        migration.carry_over(db.database.obj)
    assert [ask.button for ask in asks.waiting_for(omar)] == ["Look back"]
    assert not asks.waiting_for(priya), "she has looked back already"


@pytest.mark.browser
def test_two_map_a_decision_and_look_back(still, page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "decision")
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto(table.at())
    theirs.goto(table.at())
    look(mine, "decision-empty")
    mine.get_by_role("button", name="Of Omar").click()
    theirs.wait_for_selector("#question-question")
    theirs.fill("#question-question", "Do I take the post in Lisbon?")
    theirs.get_by_role("button", name="Write it down").press("Enter")
    mine.wait_for_selector("strong:has-text('Lisbon')")
    look(mine, "decision-question")
    mine.get_by_role("button", name="Go on").click()
    for page, words in ((mine, f"Take the post {LONG}"), (theirs, "البقاء هنا")):
        page.wait_for_selector("#options-words")
        page.fill("#options-words", words)
        page.get_by_role("button", name="Add it").click()
        page.wait_for_selector(f".point:has-text('{words}')")
    look(theirs, "decision-options")
    theirs.get_by_role("button", name="Move up").press("Enter")
    mine.wait_for_selector("li:first-child > .point:has-text('البقاء')")
    theirs.get_by_role("button", name="Go on").click()
    mine.wait_for_selector("#step-weigh")
    for page, side, words, weight in (
        (mine, "for it", "New people", 4),
        (theirs, "against it", f"Far from my mother {LONG}", 5),
    ):
        page.get_by_text("For or against Take the post").press("Enter")
        fold = page.locator("#step-weigh .more[open]")
        fold.get_by_label(side, exact=True).check()
        fold.locator("[name=words]").fill(words)
        fold.locator("[name=weight]").fill(str(weight))
        fold.get_by_role("button", name="Put it on the scale").click()
        page.wait_for_selector(f"li:has-text('{words}')")
    mine.wait_for_selector("li:has-text('Far from my mother')")
    look(mine, "decision-weigh")
    mine.get_by_role("button", name="Go on").click()
    theirs.wait_for_selector("#reflect-worth")
    look(theirs, "decision-reflect")
    theirs.fill("#reflect-fears", "To be alone there")
    theirs.get_by_role("button", name="I am ready").click()
    mine.get_by_role("button", name="I am ready").click()
    theirs.wait_for_selector("dd:has-text('To be alone there')")
    theirs.get_by_role("button", name="Go on").click()
    mine.wait_for_selector("text=This is for Omar to decide")
    theirs.get_by_label("Take the post").check()
    theirs.fill("#choose-why", "I would regret not having tried.")
    theirs.fill("#choose-day", in_days(90).isoformat())
    look(theirs, "decision-choose")
    theirs.get_by_role("button", name="This is my choice").click()
    mine.wait_for_selector("text=I would regret")
    mine.get_by_role("button", name="Finish").click()
    theirs.wait_for_selector("text=finished on")
    assert theirs.locator("svg[role=img]").first.bounding_box()["height"] > 50
    look(theirs, "decision-finished")


@pytest.mark.browser
def test_they_look_back_from_home_without_a_script(still, decided, page_of, omar):
    still.move(dt.timedelta(days=10))
    page = page_of(omar, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Look back").click()
    page.fill("#choose-turned", "Better than I feared.")
    page.get_by_role("button", name="Keep it").click()
    assert "Better than I feared." in page.inner_text("#table")
    page.goto("/")
    assert page.get_by_role("link", name="Look back").count() == 0
