"""The agenda over many meetings, and the states of a pair, against a small model of each."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding, pairing, reading
from peerportal.groups.models import AgendaItem, Group, Meeting
from peerportal.groups.opened import open_group
from tests.rows import tried_only

IN_A_DATABASE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
WHICH = st.integers(0, 7)
AGENDA = st.one_of(
    st.just(("add", 0)),
    st.tuples(st.sampled_from(["discussed", "carried", "open", "remove", "put back", "up", "down"]), WHICH),
    st.just(("hold", 0)),
)


class Agenda:
    """A pair's agenda and the model of it: points in their order, each [name, state, gone, first meant for]."""

    def __init__(self, pair, by):
        self.pair, self.by, self.number, self.made = pair, by, 1, 0
        self.points, self.past, self.rows = [], {}, {}

    def does(self, deed, which):
        if deed == "add":
            name = f"point {self.made}"
            self.rows[name], self.made = AgendaItem.add(self.pair, self.by, name, new_ref()), self.made + 1
            self.points.append([name, "open", False, None])
        elif deed == "hold":
            self._hold()
        elif self.points:
            self._does_to(self.points[which % len(self.points)], deed)

    def _hold(self):
        assert holding.hold(self.pair, self.number)
        stays = [point for point in self.points if point[1] == "discussed" or point[2]]
        self.past[self.number] = [name for name, _, gone, _ in stays if not gone]
        self.points = [
            [name, "open", False, meant or self.number]
            for name, state, gone, meant in self.points
            if state != "discussed" and not gone
        ]
        self.number += 1

    def _does_to(self, point, deed):
        row = AgendaItem.get_by_id(self.rows[point[0]].id)
        if deed in ("remove", "put back"):
            row.remove(self.pair) if deed == "remove" else row.put_back(self.pair)
            point[2] = deed == "remove"
        elif deed in ("up", "down"):
            self._moves(row, point, -1 if deed == "up" else 1)
        else:
            row.mark(self.pair, deed)
            point[1] = deed

    def _moves(self, row, point, by):
        there = [other for other in self.points if not other[2]]
        if point[2]:
            return
        at = there.index(point)
        row.move(self.pair, by, at + 1)
        if 0 <= at + by < len(there):
            here, other = self.points.index(point), self.points.index(there[at + by])
            self.points[here], self.points[other] = self.points[other], self.points[here]

    def is_as_the_model_says(self):
        opened = open_group(self.pair, self.by)
        now, removed = reading.agenda(opened, self.number)
        gone = {name for name, _, gone, _ in self.points if gone}
        assert {item.words for item in removed} <= gone and len(removed) == min(3, len(gone))
        there = [(name, state, meant) for name, state, gone, meant in self.points if not gone]
        assert [(item.words, item.state, item.carried_from) for item in now] == there
        for number, names in self.past.items():
            assert [item.words for item in reading.agenda(opened, number)[0]] == names
        assert Meeting.next_of(self.pair).number == self.number


@IN_A_DATABASE
@given(steps=st.lists(AGENDA, max_size=30))
def test_no_point_is_lost_or_doubled_over_meetings(pair, priya, steps):
    with tried_only():
        agenda = Agenda(pair, priya)
        for deed, which in steps:
            agenda.does(deed, which)
        agenda.is_as_the_model_says()


STATES = st.lists(st.sampled_from(["yes 0", "yes 1", "not 0", "not 1", "add", "hold", "close"]), max_size=12)


def after(state, answers, deed):
    """(the state after a deed, whether it was refused); `answers` are those to the first chat so far."""
    said, _, who = deed.partition(" ")
    if deed == "close":
        return "closed", False
    if not who:
        return state, state != "active"
    if state != "trying":
        return state, True
    answers[int(who)] = said
    if len(answers) < 2:
        return "trying", False
    return "active" if set(answers.values()) == {"yes"} else "closed", False


@IN_A_DATABASE
@given(deeds=STATES)
def test_a_pair_is_in_the_state_that_the_model_says(trying, priya, omar, deeds):
    with tried_only():
        state, answers = "trying", {}
        for deed in deeds:
            state, refused = after(state, answers, deed)
            try:
                does(Group.get_by_id(trying.id), [priya, omar], deed)
                assert not refused, deed
            except RuleBroken:
                assert refused, deed
            assert Group.get_by_id(trying.id).state == state


def does(group, two, deed):
    said, _, who = deed.partition(" ")
    if who:
        pairing.answer(group, two[int(who)], said)
    elif deed == "add":
        AgendaItem.add(group, two[0], "A point", new_ref())
    elif deed == "hold":
        meeting = Meeting.next_of(group)
        holding.hold(group, meeting.number if meeting else 1)
    else:
        group.close(two[0])
