"""One person against everybody in arrays is exactly the score and the rules of two people."""

import numpy as np
from hypothesis import given, settings

from peerportal.matching import score
from peerportal.matching.rounds.barring import Barring
from peerportal.matching.rounds.columns import Columns
from peerportal.matching.rounds.fitting import Fitting
from peerportal.matching.rounds.sets import Sets
from tests.matching.rounds.crowds import crowds, may_be_together, plans


@given(crowds(most=8))
@settings(max_examples=150)
def test_a_row_holds_the_score_of_each_pair(crowd):
    columns = Columns(crowd.peers)
    fitting = Fitting(columns, crowd.near, crowd.wishes)
    for row, one in enumerate(columns.peers):
        found = fitting.row(row)
        for at, other in enumerate(columns.peers):
            if at != row:
                assert found[at] == score.compare(one, other, crowd.near, crowd.wishes).total


@given(crowds(), plans())
@settings(max_examples=200)
def test_who_may_be_together_is_what_the_rules_say_from_both_sides(crowd, plan):
    columns = Columns(crowd.peers)
    barring = Barring(columns, crowd, plan.across)
    for row, one in enumerate(columns.peers):
        allowed = barring.allowed(row)
        for at, other in enumerate(columns.peers):
            expected = at != row and may_be_together(crowd, plan, one, other)
            assert bool(allowed[at]) == expected, (one.id, other.id)


def test_sets_count_what_two_share_and_an_empty_one_suits_everybody():
    sets = Sets.named([{"video", "phone"}, {"phone"}, set(), {"writing"}])
    assert sets.shared(0).tolist() == [2, 1, 0, 0]
    assert sets.suits(1).tolist() == [True, True, True, False]
    assert sets.suits(2).all() and not sets.meets(2).any()
    wide = Sets([1 << 600, 1 << 600 | 1, 0])
    assert wide.shared(1).tolist() == [1, 2, 0] and np.array_equal(wide.empty(), [False, False, True])
