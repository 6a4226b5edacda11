"""No sequence of moves leaves the pyramid with a trait missing or doubled: by the rule, and by the deeds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from peerportal.activities.kind import Refused
from peerportal.activities.kinds.pyramid import LAID, OUT, WOODENS
from peerportal.activities.mechanics import placing
from peerportal.core.rules import RuleBroken

TRAITS = st.sampled_from(WOODENS)
PLACES = st.integers(1, placing.PLACES)


class Pyramid(RuleBasedStateMachine):
    """Everything that can be done to a pyramid, in any order, beside a plain list of fifteen places."""

    def __init__(self):
        super().__init__()
        self.placed, self.plain = {}, [None] * placing.PLACES

    @rule(trait=TRAITS, place=PLACES)
    def put(self, trait, place):
        at = self.plain.index(trait) if trait in self.plain else None
        there, self.plain[place - 1] = self.plain[place - 1], trait
        if at is not None and at != place - 1:
            self.plain[at] = there
        self.placed = placing.put(self.placed, trait, place)

    @rule(trait=TRAITS)
    def take_away(self, trait):
        self.plain = [None if one == trait else one for one in self.plain]
        self.placed = placing.take_away(self.placed, trait)

    @rule(order=st.permutations(WOODENS))
    def place_all(self, order):
        for place, trait in enumerate(order, 1):
            self.put(trait, place)

    @rule(trait=TRAITS, place=st.integers().filter(lambda one: not 1 <= one <= placing.PLACES))
    def put_nowhere(self, trait, place):
        with pytest.raises(ValueError, match=str(place)):
            placing.put(self.placed, trait, place)

    @invariant()
    def every_trait_is_in_one_place_or_beside(self):
        standing = [thing for row in placing.rows(self.placed) for _, thing in row if thing]
        beside = [trait for trait in WOODENS if trait not in self.placed]
        assert sorted(standing + beside) == sorted(WOODENS)

    @invariant()
    def it_is_what_a_plain_list_says(self):
        assert [thing for row in placing.rows(self.placed) for _, thing in row] == self.plain
        assert [len(row) for row in placing.rows(self.placed)] == [1, 2, 3, 4, 5]


TestPyramid = Pyramid.TestCase


ANYTHING = st.one_of(TRAITS, st.sampled_from(["humour", "", None]))
MOVES = st.tuples(st.just("move"), ANYTHING, st.one_of(PLACES, st.sampled_from([OUT, -1, 16, None])))
LAYS = st.tuples(st.just("lay"), st.lists(ANYTHING, min_size=15, max_size=15) | st.permutations(WOODENS))
OTHERS = st.sampled_from([("ready",), ("not-ready",)])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.one_of(MOVES, MOVES, MOVES, LAYS, OTHERS), max_size=25))
def test_no_sequence_of_deeds_leaves_a_trait_missing_or_doubled(begin, pair, priya, deeds):
    table = begin(pair, priya, "pyramid")
    for name, *given_with in deeds:
        before = table.facts(priya)
        try:
            do(table, priya, name, *given_with)
        except (Refused, RuleBroken):
            assert table.facts(priya) == before
        now = table.facts(priya)
        standing = [trait for row in now["rows"] for _, trait in row if trait]
        assert sorted(standing + now["left"]) == sorted(WOODENS)
        assert not now["i_am_ready"] or len(standing) == placing.PLACES
    table.session.delete_instance()


def do(table, person, name, *given_with):
    if name == "move":
        trait, place = given_with
        return table.does(person, "move", trait=trait, place=place)
    if name == "lay":
        return table.does(person, "lay", **dict(zip(LAID, given_with[0], strict=True)))
    return table.does(person, name)


def test_rows_are_counted_from_the_top():
    assert [placing.row_of(place) for place in range(1, 16)] == [1, 2, 2] + [3] * 3 + [4] * 4 + [5] * 5


def test_what_most_share_comes_first_then_what_stands_highest():
    pyramids = [(1, {"a": 1, "b": 2, "c": 15}), (2, {"b": 1, "a": 4, "c": 2}), (3, {"c": 1, "b": 6})]
    assert placing.shared(pyramids) == [("b", [1, 2, 3]), ("c", [2, 3]), ("a", [1, 2])]
