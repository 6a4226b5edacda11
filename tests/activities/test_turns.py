"""Taking turns: whose turn it is, in which order, and that nobody is left out or comes twice."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from peerportal.activities import playing
from peerportal.activities.mechanics.turns import HAD, NOW, PASSED, TO_COME, Round
from peerportal.core.rules import RuleBroken
from peerportal.groups.circles import membership


class Turns(RuleBasedStateMachine):
    """Up to eight people who come and go, pass on, let pass and come back, beside the plainest account of it."""

    def __init__(self):
        super().__init__()
        self.present = [1, 2, 3]
        self.turns = Round((1, 2, 3))
        self.had, self.passed = set(), set()

    @rule()
    def pass_on(self):
        who = self.turns.now
        self.turns = self.turns.passed_on()
        self.had |= {who} - {None}

    @rule()
    def let_pass(self):
        who = self.turns.now
        self.turns = self.turns.let_pass()
        self.passed |= {who} - {None}

    @rule()
    def put_off(self):
        who, alone = self.turns.now, len(self.turns.to_come) == 1
        self.turns = self.turns.put_off()
        if alone:
            self.passed.add(who)
        elif who is not None:
            assert self.turns.order[-1] == who and self.turns.now != who

    @rule(who=st.integers(1, 8))
    def come_back(self, who):
        self.turns = self.turns.come_back(who)
        if who in self.passed:
            self.passed.remove(who)
            assert self.turns.to_come[-1] == who

    @rule(who=st.integers(1, 8))
    def somebody_comes(self, who):
        if who not in self.present:
            self.present.append(who)
            self.turns = self.turns.seated(self.present)
            assert self.turns.order[-1] == who

    @precondition(lambda self: len(self.present) > 1)
    @rule(data=st.data())
    def somebody_leaves(self, data):
        who = data.draw(st.sampled_from(self.present))
        self.present.remove(who)
        self.turns = self.turns.seated(self.present)
        self.had.discard(who)
        self.passed.discard(who)

    @precondition(lambda self: not self.turns.had)
    @rule(data=st.data())
    def begin_with(self, data):
        who = data.draw(st.sampled_from(self.present))
        self.turns = self.turns.beginning_with(who)
        assert self.turns.now == who

    @invariant()
    def everybody_stands_in_the_order_once(self):
        assert sorted(self.turns.order) == sorted(self.present)

    @invariant()
    def it_is_as_the_account_says(self):
        assert len(self.turns.had) == len(set(self.turns.had))
        assert set(self.turns.had) == self.had | self.passed
        assert set(self.turns.passed) == self.passed
        assert set(self.turns.to_come) == set(self.present) - self.had - self.passed

    @invariant()
    def exactly_one_has_the_turn_until_everybody_had_one(self):
        states = [self.turns.state_of(person) for person in self.present]
        assert states.count(NOW) == (1 if self.turns.to_come else 0)
        assert set(states) <= {NOW, HAD, PASSED, TO_COME}

    @invariant()
    def seating_the_same_people_changes_nothing(self):
        assert self.turns.seated(self.present) == self.turns


TestTurns = Turns.TestCase
TestTurns.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)


@pytest.fixture
def table(begin, circle, priya):
    """Priya, Omar and Lin at the talks of a lunch and learn, in that order."""
    table = begin(circle, priya, "lunch")
    table.does(priya, "plan", topic="How we build")
    table.goes_on(priya)
    return table


def whose(table, person):
    """The first name of whoever has the turn."""
    now = table.facts(person, "present")["whose"]
    return now.first_name if now else None


def states(table, person):
    return [(turn.member.first_name, turn.state) for turn in table.facts(person, "present")["turns"]]


def test_a_turn_taken_out_of_order_is_refused_and_changes_nothing(table, priya, omar):
    for deed in ("pass-on", "pass"):
        before = table.session.words, table.session.version
        with pytest.raises(RuleBroken, match="Priya’s turn"):
            table.does(omar, deed)
        assert (table.session.words, table.session.version) == before
    assert whose(table, omar) == "Priya"


def test_the_turn_goes_round_until_everybody_had_one(table, priya, omar, lin):
    assert table.does(priya, "pass-on") == "Now it is Omar’s turn."
    table.does(omar, "pass-on")
    with pytest.raises(RuleBroken, match="Not everybody"):
        table.goes_on(omar)
    assert table.does(lin, "pass-on") == "Everybody has had a turn."
    with pytest.raises(RuleBroken, match="Everybody has had a turn"):
        table.does(lin, "pass-on")
    table.goes_on(omar)
    assert table.session.state == "finished"


def test_anybody_may_let_it_pass_and_come_back_to_it_later(table, priya, omar, lin):
    table.does(priya, "pass")
    assert states(table, omar)[0] == ("Priya", PASSED)
    with pytest.raises(RuleBroken, match="they themselves"):
        table.does(omar, "back", whom=priya.ref)
    table.does(priya, "back", whom=priya.ref)
    assert states(table, omar) == [("Omar", NOW), ("Lin", TO_COME), ("Priya", TO_COME)]


def test_somebody_who_is_not_there_is_put_off_and_at_the_end_passed_by(table, priya, omar, lin):
    table.does(omar, "skip")
    assert states(table, omar) == [("Omar", NOW), ("Lin", TO_COME), ("Priya", TO_COME)]
    table.does(omar, "pass-on")
    table.does(lin, "pass-on")
    table.does(lin, "skip")
    assert whose(table, lin) is None and dict(states(table, lin))["Priya"] == PASSED
    table.does(priya, "back", whom=priya.ref)
    assert whose(table, lin) == "Priya"


def test_ones_own_turn_is_passed_not_skipped(table, priya):
    with pytest.raises(RuleBroken, match="your own turn"):
        table.does(priya, "skip")


def test_two_clicks_move_the_turn_once(table, priya, omar):
    version = table.session.version
    table.does(priya, "pass-on", version=version)
    assert table.does(omar, "skip", version=version) == playing.LATE
    assert whose(table, priya) == "Omar"


def test_who_begins_can_be_changed_until_somebody_had_a_turn(table, priya, lin):
    table.does(priya, "first", whom=lin.ref)
    assert whose(table, priya) == "Lin"
    table.does(lin, "pass-on")
    with pytest.raises(RuleBroken, match="begun already"):
        table.does(priya, "first", whom=priya.ref)


def test_nobody_else_can_be_named(table, priya, carmen):
    for deed in ("first", "back"):
        with pytest.raises(RuleBroken, match="nobody in this group"):
            table.does(priya, deed, whom=carmen.ref)


def test_on_one_laptop_the_turn_goes_round_with_it(table, priya):
    playing.share_laptop(table.group, table.session, priya, True)
    for _ in range(3):
        table.does(priya, "pass-on")
    assert whose(table, priya) is None


def test_who_leaves_has_no_turn_and_who_comes_later_comes_last(table, priya, omar, lin, make_person, enter):
    table.does(priya, "pass-on")
    membership.leave(table.group, omar)
    assert whose(table, lin) == "Lin"
    enter(table.group, make_person("Uma Berg"))
    assert states(table, lin) == [("Priya", HAD), ("Lin", NOW), ("Uma", TO_COME)]


def test_a_turn_is_not_taken_before_the_group_is_there(begin, pair, priya):
    table = begin(pair, priya, "lunch")
    with pytest.raises(RuleBroken, match="not there yet"):
        table.does(priya, "pass-on", step="present")
