"""No ranking that is compared shows anybody whom the rules keep apart; the columns say what the plain rules say."""

import numpy as np
import pytest

from peerportal.matching import rules
from peerportal.matching.evaluation import onesided
from peerportal.matching.evaluation.organisation import NOTHING


@pytest.fixture(scope="module")
def apart(ours):
    """Row → the rows whom the plain rules keep from them."""
    peers, row_of = ours.peers, {peer.id: row for row, peer in enumerate(ours.peers)}
    manager_of = {peer.id: peer.manager for peer in peers}
    found = []
    for viewer in peers:
        ties = rules.Ties(line=rules.reporting_line(viewer.id, manager_of))
        broken = (one for one in peers if rules.against(viewer, one, ties, rules.Bounds()))
        found.append({row_of[one.id] for one in broken})
    return found


def test_the_columns_allow_what_the_rules_allow(trial, apart):
    for row in range(len(trial.of)):
        assert {*np.flatnonzero(~trial.allowed.row(row)).tolist()} == apart[row]


def test_our_lists_hold_ten_different_people_whom_the_rules_allow(ours, apart):
    for listed in (*(week.listed for week in ours.weeks), ours.weeks[-1].with_wild_card):
        for row, others in enumerate(listed.tolist()):
            assert_kept(others, apart[row])


@pytest.mark.parametrize("make", [onesided.exact, onesided.wratio, onesided.ngram])
def test_the_others_keep_to_the_same_rules(trial, apart, make):
    listed = trial.lists(make(onesided.Tags.of(trial.of)).scores)
    for row, others in enumerate(listed.tolist()):
        assert_kept(others, apart[row])


def assert_kept(listed, apart):
    """Ten different people none of whom is kept apart; the head of all, above everybody, has none."""
    there = [other for other in listed if other != NOTHING]
    assert len({*there}) == len(there) == min(10, 300 - len(apart)) and apart.isdisjoint(there)
