"""Turns against a small model of them: nobody speaks twice in a round, and everybody has the same time."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.groups.sitting import turns
from peerportal.groups.sitting.turns import LONGEST, SHORTEST, Turns

NOON = dt.datetime(2027, 5, 13, 12, tzinfo=dt.UTC)
TURN = 300


class Model:
    """The same, thought of differently: a queue of people, and a purse of seconds for each."""

    def __init__(self, members):
        self.queue, self.purse = list(members), dict.fromkeys(members, TURN)
        self.runs, self.done = True, []

    def wait(self, seconds):
        if self.runs and self.queue:
            self.purse[self.queue[0]] = max(0, self.purse[self.queue[0]] - seconds)

    def pass_on(self):
        if self.queue:
            self.done.append(self.queue.pop(0))

    def skip(self):
        if len(self.queue) > 1 and self.purse[self.queue[0]]:
            self.queue.append(self.queue.pop(0))
        else:
            self.pass_on()

    def leave(self, member):
        if self.queue[:1] == [member]:
            self.runs = False
        self.queue = [there for there in self.queue if there != member]


STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(0, 400)),
    st.tuples(st.sampled_from(["pass_on", "skip", "pause", "resume"]), st.just(0)),
    st.tuples(st.just("leave"), st.integers(0, 7)),
)


def play(members, steps):
    """Take the same steps in both; gives them after each step."""
    model, now, there = Model(members), NOON, list(members)
    real = Turns(TURN).round(there, now)
    for name, number in steps:
        if name == "wait":
            now += dt.timedelta(seconds=number)
            model.wait(number)
        elif name == "leave":
            there = [member for member in there if member != number]
            model.leave(number)
            real = real.among(there, now)
        elif name in ("pause", "resume"):
            model.runs = name == "resume" and bool(model.queue) or (model.runs and name == "resume")
            real = getattr(real, name)(now)
        else:
            getattr(model, name)()
            real = getattr(real, name)(now)
        yield real, model, now, there


@settings(max_examples=200)
@given(size=st.integers(2, 8), steps=st.lists(STEPS, max_size=40))
def test_turns_are_as_the_model_says(size, steps):
    for real, model, now, there in play(range(size), steps):
        ahead = [] if real.is_over else [real.speaker, *(member for member, _ in real.waiting)]
        assert ahead == model.queue
        assert len(ahead) == len(set(ahead)) and set(ahead) <= set(there)
        assert not set(ahead) & set(model.done), "somebody would speak twice in a round"
        assert set(there) <= set(ahead) | set(model.done), "somebody was skipped and did not come back"
        assert 0 <= real.left_at(now) <= TURN
        if ahead:
            assert real.left_at(now) == model.purse[real.speaker]
            assert dict(real.waiting) == {member: model.purse[member] for member in ahead[1:]}
        else:
            assert not real.runs and not real.waiting


@settings(max_examples=100)
@given(size=st.integers(2, 8), steps=st.lists(st.sampled_from(["skip", "pass_on"]), max_size=60))
def test_whoever_uses_their_turns_has_the_same_time_but_for_one_turn(size, steps):
    """Over several rounds; before it is passed on, each turn is spoken to its end."""
    spoken, now = dict.fromkeys(range(size), 0), NOON
    real = Turns(TURN).round(list(range(size)), now)
    for step in steps:
        if not real.waiting:
            step = "pass_on"  # nobody is left to come back after
        seconds = real.left_at(now) if step == "pass_on" else min(60, real.left_at(now))
        if not real.is_over:
            spoken[real.speaker] += seconds
        now += dt.timedelta(seconds=seconds)
        real = getattr(real, step)(now)
        if real.is_over:
            assert len(set(spoken.values())) == 1
            real = real.round(list(range(size)), now)
        assert max(spoken.values()) - min(spoken.values()) <= TURN


@given(st.lists(st.sampled_from([60, -60]), max_size=40), st.integers(0, 1000))
def test_a_turn_stays_between_one_and_fifteen_minutes(changes, waited):
    now, real = NOON, Turns(TURN).round([1, 2, 3], NOON)
    for by in changes:
        now += dt.timedelta(seconds=waited)
        real = real.lengthened(by, now)
        assert SHORTEST <= real.seconds <= LONGEST
        assert 0 <= real.left_at(now) <= real.seconds
        assert all(0 <= left <= real.seconds for _, left in real.waiting)


@given(st.integers(5, 480), st.integers(0, 60), st.integers(2, 8))
def test_the_proposed_turn_fits_the_meeting(minutes, items, members):
    seconds = turns.proposed(minutes, items, members)
    assert SHORTEST <= seconds <= LONGEST and seconds % 60 == 0
    if seconds > SHORTEST:
        assert seconds * max(1, items) * members <= minutes * 60


@given(st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, LONGEST)), max_size=8))
def test_those_who_wait_are_read_as_they_were_written(waiting):
    assert list(turns.read(turns.written(tuple(waiting)))) == waiting
    assert len(turns.written(tuple(waiting))) <= 240


def test_who_begins_alternates_from_item_to_item_and_from_meeting_to_meeting():
    def first(number, place, host=None):
        return turns.order_of([10, 20, 30], host, number, place)[0]

    assert [first(1, place) for place in range(4)] == [10, 20, 30, 10]
    assert [first(number, 0) for number in range(1, 5)] == [10, 20, 30, 10]


def test_the_host_begins_and_a_host_who_left_does_not():
    assert turns.order_of([10, 20, 30], 20, 7, 0) == [20, 30, 10]
    assert turns.order_of([10, 30], 20, 2, 0) == [30, 10]
    assert turns.order_of([], None, 1, 0) == []


@pytest.mark.parametrize("step", ["pass_on", "skip", "pause", "resume"])
def test_a_round_that_is_over_stays_over(step):
    over = Turns(TURN)
    assert getattr(over, step)(NOON).is_over
    assert over.lengthened(60, NOON).seconds == TURN + 60
