"""Who reads a goal: its owner alone until it is shared, the present members from then on, and nobody else ever."""

import pytest
from cryptography.exceptions import InvalidTag

from peerportal.core import clock, vault
from peerportal.core.ids import new_ref
from peerportal.groups.circles import membership
from peerportal.groups.goals import check_ins, ending, offers, reading, sharing, steps, writing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, GoalCheckIn, GoalStep, GoalWording, Group, Membership
from peerportal.groups.opened import open_group
from peerportal.groups.own import opened_own_space
from tests.groups.goals_made import fresh, make_goal

SEALED = [
    (Goal, "words"),
    (Goal, "parting"),
    (GoalWording, "words"),
    (GoalStep, "words"),
    (GoalCheckIn, "words"),
]


@pytest.fixture
def full(pair, priya):
    """A draft with something in every column that is sealed."""
    goal = make_goal(pair, priya, "One")
    writing.edit(goal, priya, Wording(specific="Two"), 1)
    steps.add(goal, priya, "A step", new_ref())
    check_ins.check_in(goal, priya, clock.today(), CheckedIn("3", "A line"), new_ref())
    Goal.update(parting=_parting(goal, priya)).where(Goal.id == goal.id).execute()
    return fresh(goal)


def _parting(goal, owner):
    return vault.open_space(goal.space_id, reader=owner.id).seal(Goal.parting, goal.ref, "A kind line")


def words_in(space):
    """What this space opens of every sealed column, and how often it does not."""
    found, closed = [], 0
    for table, name in SEALED:
        for row in table.select():
            try:
                found.append(space.read(row, getattr(table, name)))
            except InvalidTag:
                closed += 1
    return sorted(found), closed


def test_a_draft_opens_by_the_owners_space_alone_and_a_shared_goal_by_the_groups(pair, priya, omar, full):
    own, shared = opened_own_space(pair, priya), vault.open_space(pair.space_id, reader=omar.id)
    all_of_it = words_in(own)[0]
    assert len(all_of_it) == 6 and words_in(own)[1] == 0
    assert words_in(shared) == ([], 6)
    with pytest.raises(vault.NotAReader):
        vault.open_space(own.space_id, reader=omar.id)
    sharing.share(full, priya)
    assert words_in(shared) == (all_of_it, 0)
    assert words_in(own) == ([], 6)
    assert fresh(full).space_id == pair.space_id


def test_sharing_twice_is_sharing_once(pair, priya, full):
    sharing.share(full, priya)
    at, moved = fresh(full).shared_at, fresh(pair).moved
    sharing.share(full, priya)
    assert (fresh(full).shared_at, fresh(pair).moved) == (at, moved)


def test_what_is_written_after_sharing_is_the_groups(pair, priya, omar, full):
    sharing.share(full, priya)
    steps.add(full, priya, "Another step", new_ref())
    check_ins.check_in(full, priya, clock.today(), CheckedIn("4", "More"), new_ref())
    assert words_in(vault.open_space(pair.space_id, reader=omar.id))[1] == 0


def moved_for(pair, person):
    return Membership.get(Membership.group == pair, Membership.person == person).moved


def test_private_work_leaves_no_trace_that_others_could_see(pair, priya, omar):
    before, mine = fresh(pair).moved, moved_for(pair, priya)
    others = moved_for(pair, omar)
    goal = make_goal(pair, priya)
    writing.edit(goal, priya, Wording(specific="Anew"), 1)
    step = steps.add(goal, priya, "A step", new_ref())
    steps.tick(goal, step, priya, True)
    noted = check_ins.check_in(goal, priya, clock.today(), CheckedIn("3"), new_ref())
    check_ins.remove(goal, noted, priya)
    steps.remove(goal, step, priya)
    ending.reach(goal, priya, "Bye")
    ending.reopen(goal, priya)
    assert (fresh(pair).moved, moved_for(pair, omar)) == (before, others)
    assert moved_for(pair, priya) == mine + 9


def test_every_change_of_a_shared_goal_moves_the_group(pair, priya, omar):
    goal = make_goal(pair, priya, shared=True)
    step = steps.add(goal, priya, "One", new_ref())
    other = steps.add(goal, priya, "Two", new_ref())
    noted = check_ins.check_in(goal, priya, clock.today(), CheckedIn("3"), new_ref())

    def offered(words):
        return offers.offer(goal, omar, Wording(specific=words), 1, new_ref())

    for change in (
        lambda: steps.edit(goal, step, priya, "Uno", 1, due_on=None, milestone=True),
        lambda: steps.move(goal, other, priya, -1, 2),
        lambda: steps.tick(goal, step, priya, True),
        lambda: check_ins.correct(goal, noted, priya, clock.today(), CheckedIn("4"), 1),
        lambda: offers.withdraw(goal, offered("A")),
        lambda: offers.decline(goal, offered("B")),
        lambda: offers.accept(goal, offered("C"), priya, 1),
        lambda: writing.edit(goal, priya, Wording(specific="D"), 2),
        lambda: ending.reach(goal, priya, ""),
        lambda: ending.reopen(goal, priya),
    ):
        before = fresh(pair).moved
        change()
        assert fresh(pair).moved > before


READ = ("", "wordings")
WRITE = ("edit", "settle", "share", "reach", "drop", "reopen", "steps", "check-ins")


def met(browser, group, goal, at):
    """The status of every address of a goal, by a reader and by a writer."""
    statuses = {
        browser.open("GET", at(group, "goals", goal.ref, *([end] if end else []))).status_code for end in READ
    }
    writes = {browser.open("POST", at(group, "goals", goal.ref, end)).status_code for end in WRITE}
    return statuses, writes


def test_a_draft_is_there_for_its_owner_alone(browser_of, pair, priya, omar, lin, carmen, at):
    goal = make_goal(pair, priya)
    browser_of(priya).get(at(pair, "goals", goal.ref))
    for person in (omar, lin, carmen):
        assert met(browser_of(person), pair, goal, at) == ({404}, {404})


def test_a_shared_goal_is_read_by_members_and_written_by_its_owner(
    browser_of, pair, priya, omar, lin, carmen, at
):
    goal = make_goal(pair, priya, shared=True)
    assert met(browser_of(omar), pair, goal, at) == ({200}, {404})
    for person in (lin, carmen):
        assert met(browser_of(person), pair, goal, at) == ({404}, {404})


def test_a_goal_that_was_reached_without_being_shared_stays_private(browser_of, pair, priya, omar, at):
    goal = make_goal(pair, priya, "Between me and me")
    ending.reach(goal, priya, "")
    assert met(browser_of(omar), pair, goal, at)[0] == {404}
    assert "Between me" not in browser_of(omar).get(at(pair, "goals")).get_text()


def test_whoever_leaves_a_circle_reads_nothing_and_takes_their_goals_along(
    browser_of, circle, priya, omar, lin, at
):
    mine = make_goal(circle, lin, "What Lin shared", shared=True)
    others = make_goal(circle, priya, "What Priya shared", shared=True)
    assert met(browser_of(omar), circle, mine, at)[0] == {200}
    membership.leave(Group.get_by_id(circle.id), lin)
    for goal in (mine, others):
        assert met(browser_of(lin), circle, goal, at) == ({404}, {404})
    assert met(browser_of(omar), circle, mine, at)[0] == {404}
    page = browser_of(omar).get(at(circle, "goals"))
    assert "What Lin shared" not in page.get_text() and "What Priya shared" in page.get_text()


def test_a_poll_of_a_goal_goes_no_further_than_its_page(browser_of, pair, priya, omar, at):
    goal = make_goal(pair, priya)
    ask = at(pair, "goals", "poll") + f"?goal={goal.ref}"
    assert browser_of(priya).get(ask, fragment=True).select_one("#goal")
    browser_of(omar).get(ask, fragment=True, status=404)
    browser_of(priya).get(at(pair, "goals", "poll") + "?goal=nonsense", fragment=True).select_one("#goals")


def test_nobody_offers_a_wording_for_a_goal_they_may_not_change_so(browser_of, pair, priya, omar, at):
    draft, shared = make_goal(pair, priya), make_goal(pair, priya, shared=True)
    browser_of(omar).get(at(pair, "goals", draft.ref, "offer"), status=404)
    browser_of(priya).get(at(pair, "goals", shared.ref, "offer"), status=404)


def test_a_card_says_nothing_of_another_members_draft(pair, priya, omar):
    make_goal(pair, priya, "Draft", due_on="2031-01-01")
    assert reading.facts(open_group(pair, omar))["goals"] == []
