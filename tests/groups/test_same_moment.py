"""What was read is gone, or something else by now: each answer is a sentence, and nothing is half saved."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import check_ins, offers, standing, steps, writing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.meetings import booking
from peerportal.groups.meetings import offers as times
from peerportal.groups.models import (
    AgendaItem,
    Commitment,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Meeting,
    SlotOffer,
)
from peerportal.groups.models.agenda import MOST_ITEMS
from tests.groups.goals_made import fresh, make_goal


@pytest.fixture
def goal(pair, priya):
    return make_goal(pair, priya, "Get better at talks", shared=True)


@pytest.fixture
def step(goal, priya):
    return steps.add(goal, priya, "Ask for a date", new_ref())


def reads(goal, reader):
    return writing.read(fresh(goal), standing.space_of(fresh(goal), reader)).specific


def test_a_forms_key_that_made_another_goal_makes_no_second_one(
    browser_of, programme, circle, pair, priya, at
):
    sent = {"specific": "Give six talks", "version": 1, "form_key": new_ref()}
    browser = browser_of(priya)
    browser.post(at(pair, "goals", "new"), sent, status=303)
    for fragment in (False, True):
        page = browser.post(at(circle, "goals", "new"), sent, status=409, fragment=fragment)
        assert "Please open the form again" in page.get_text()
    assert Goal.select().count() == 1


@pytest.mark.parametrize("part", ["step", "check-in", "offer"])
def test_nor_does_the_key_of_something_that_hangs_on_another_goal(pair, goal, priya, omar, part):
    other, key = make_goal(pair, priya, shared=True), new_ref()
    make = {
        "step": lambda goal: steps.add(goal, priya, "Ask for a date", key),
        "check-in": lambda goal: check_ins.check_in(goal, priya, clock.today(), CheckedIn("3", ""), key),
        "offer": lambda goal: offers.offer(goal, omar, Wording(specific="Six"), 1, key),
    }[part]
    made = make(goal)
    waiting = offers.offer(other, omar, Wording(specific="Three"), 1, new_ref())
    with pytest.raises(RuleBroken, match="open the form again"):
        make(other)
    assert fresh(made).goal_id == goal.id
    assert fresh(waiting).state == "offered", "the offer that would have been replaced is still there"


@pytest.mark.parametrize("answer", ["accept", "decline"])
@pytest.mark.parametrize("replaced", [False, True])
def test_an_answer_is_for_the_offer_that_was_read(goal, priya, omar, answer, replaced):
    read = offers.offer(goal, omar, Wording(specific="Give six talks"), 1, new_ref())
    if replaced:  # On SQLite the new one has the number of the old one.
        offers.offer(goal, omar, Wording(specific="Give no talks"), 1, new_ref())
    else:
        offers.withdraw(goal, read)
    with pytest.raises(RuleBroken, match="taken back or replaced"):
        if answer == "accept":
            offers.accept(goal, read, priya, 1)
        else:
            offers.decline(goal, read)
    assert (reads(goal, priya), fresh(goal).version) == ("Get better at talks", 1)
    assert GoalWording.select().where(GoalWording.state.in_(("accepted", "declined"))).count() == 0


def test_an_offer_that_was_replaced_is_not_taken_back_by_its_number(goal, omar):
    read = offers.offer(goal, omar, Wording(specific="Give six talks"), 1, new_ref())
    stays = offers.offer(goal, omar, Wording(specific="Give five talks"), 1, new_ref())
    offers.withdraw(goal, read)
    assert GoalWording.get(GoalWording.ref == stays.ref).state == "offered"


@pytest.mark.parametrize("replaced", [False, True])
@pytest.mark.parametrize("verb", ["tick", "promise", "move"])
def test_a_step_that_was_removed_is_not_used(goal, step, priya, verb, replaced):
    steps.remove(goal, step, priya)
    if replaced:
        steps.add(goal, priya, "Another one", new_ref())
    use = {
        "tick": lambda: steps.tick(goal, step, priya, True),
        "promise": lambda: steps.promise(goal, step, priya, new_ref()),
        "move": lambda: steps.move(goal, step, priya, 1, 1),
    }[verb]
    with pytest.raises(RuleBroken, match="no longer there"):
        use()
    assert not Commitment.select().exists()
    assert not GoalStep.select().where(GoalStep.done_at.is_null(False)).exists()


def test_what_stands_at_the_number_of_a_removed_step_stays_as_it_is(goal, step, priya):
    steps.remove(goal, step, priya)
    stays = steps.add(goal, priya, "Another one", new_ref())
    assert not steps.edit(goal, step, priya, "Changed", 1, due_on=None, milestone=False)
    steps.remove(goal, step, priya)
    assert standing.space_of(goal, priya).read(fresh(stays), GoalStep.words) == "Another one"


def test_a_step_removed_while_it_was_saved_is_said_to_be_gone(
    browser_of, pair, goal, step, priya, at, monkeypatch
):
    save = steps.edit

    def save_and_lose(*arguments, **facts):
        saved = save(*arguments, **facts)
        steps.remove(goal, step, priya)
        return saved

    monkeypatch.setattr(steps, "edit", save_and_lose)
    typed = {"words": "Ask soon", "version": 1, "form_key": new_ref()}
    address = at(pair, "goals", goal.ref, "steps", step.ref, "edit")
    page = browser_of(priya).post(address, typed, status=409, fragment=True)
    assert "no longer there" in page.get_text()


def test_a_header_that_is_no_address_is_no_failure(browser_of, pair, priya, at):
    for wrong in ("http://[", "http://[x]/", "//[", ""):
        page = browser_of(priya).get(at(pair, "slots"), fragment=True, headers={"HX-Current-URL": wrong})
        assert page.select_one("#slots")


def test_a_point_is_not_put_back_on_a_full_agenda(browser_of, pair, priya, at):
    removed = AgendaItem.add(pair, priya, "Removed", new_ref())
    removed.remove(pair)
    for number in range(MOST_ITEMS):
        AgendaItem.add(pair, priya, f"Point {number}", new_ref())
    address = at(pair, "items", removed.ref, "put-back")
    page = browser_of(priya).post(address, status=409)
    assert "points on this agenda" in page.get_text()
    with pytest.raises(RuleBroken):
        AgendaItem.add(pair, priya, "Removed", removed.form_key)
    on_it = AgendaItem.of(Meeting.next_of(pair)).where(~AgendaItem.gone)
    assert on_it.count() == MOST_ITEMS
    next(iter(on_it)).remove(pair)
    browser_of(priya).post(address, status=303)
    assert on_it.count() == MOST_ITEMS


def offer_time(group, by, number, days):
    times.offer(group, by, number, [clock.now() + timedelta(days=days)])
    return SlotOffer.select().order_by(SlotOffer.id.desc()).first()


@pytest.mark.parametrize("kind", ["pair", "trying"])
def test_a_time_that_was_taken_back_is_not_booked_as_offered(request, browser_of, kind, priya, omar, at):
    group = request.getfixturevalue(kind)
    number = 1 if kind == "pair" else times.CHAT
    read = offer_time(group, omar, number, 5)
    browser = browser_of(priya)
    page = browser.get(at(group))
    times.withdraw(group, omar, read.ref)
    stands = offer_time(group, omar, number, 6)
    again = browser.submit(page, f"#offer-{read.ref} form", status=409)
    assert "no longer on offer" in again.get_text()
    assert SlotOffer.get().ref == stands.ref, "the one that stands is still to be booked"
    page = browser.get(at(group))
    for _ in range(2):
        browser.submit(page, f"#offer-{stands.ref} form", status=303)
    assert booking.book(group, omar, number, stands.starts_at), "it is the date"


def test_a_check_in_that_was_removed_is_not_put_right(goal, priya):
    read = check_ins.check_in(goal, priya, clock.today(), CheckedIn("3", ""), new_ref())
    check_ins.remove(goal, read, priya)
    stays = check_ins.check_in(goal, priya, clock.today(), CheckedIn("4", ""), new_ref())
    with pytest.raises(RuleBroken, match="no longer there"):
        check_ins.correct(goal, read, priya, clock.today(), CheckedIn("5", ""), 1)
    check_ins.remove(goal, read, priya)
    space = standing.space_of(goal, priya)
    assert CheckedIn.read(space.read(fresh(stays), GoalCheckIn.words)).value == "4"
