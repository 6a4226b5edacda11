"""The figures, held against lists small enough to reckon by hand."""

import numpy as np
import pytest

from peerportal.matching.evaluation import figures
from peerportal.matching.evaluation.asking import MOST_ASKS, WAITING, ask
from peerportal.matching.evaluation.organisation import NOTHING


def test_gain_is_discounted_by_place():
    assert figures.gained(np.array([1.0, 0.0])) == 1
    assert figures.gained(np.array([0.0, 1.0])) == pytest.approx(1 / np.log2(3))


def test_attention_shared_alike_has_no_gini_and_all_on_one_nearly_one():
    assert figures.gini(np.array([3, 3, 3, 3])) == pytest.approx(0)
    assert figures.gini(np.array([0, 0, 0, 12])) == pytest.approx(0.75)
    assert figures.gini(np.array([0, 0, 0, 0])) == 0
    assert figures.gini(np.array([1, 3])) == pytest.approx(0.25)


def test_covered_and_mutual_and_repeated():
    listed = np.array([[1, 2], [0, NOTHING], [1, 0], [NOTHING, NOTHING]])
    counts = figures.exposures(listed, 4)
    assert counts.tolist() == [2, 2, 1, 0] and figures.covered(counts) == 0.75
    # 0 and 1 see each other, 0 and 2 do; 2 sees 1, who does not see 2.
    assert figures.mutual(listed) == pytest.approx(4 / 5)
    assert figures.repeated([["a", "a", "b"], ["", "", "a"]]) == pytest.approx(1 / 6)


def test_nobody_asks_too_often_or_has_more_peers_than_room(trial, ours):
    listed = ours.weeks[-1].listed
    outcome = ask(listed, trial.truth, luck=1)
    assert np.bincount(outcome.asking).max() <= MOST_ASKS
    assert np.bincount(outcome.asked).max() <= MOST_ASKS * WAITING
    assert (outcome.peers <= trial.of.room).all() and (outcome.peers >= 0).all()
    assert outcome.peers.sum() == 2 * outcome.accepted.sum() > 0
    for one, other in zip(outcome.asking.tolist(), outcome.asked.tolist(), strict=True):
        assert other in listed[one]
    assert len({*zip(outcome.asking.tolist(), outcome.asked.tolist(), strict=True)}) == len(outcome.asking)


def test_the_same_luck_gives_the_same_answers(trial, ours):
    listed = ours.weeks[0].listed
    first, again, other = (ask(listed, trial.truth, luck) for luck in (2, 2, 3))
    assert np.array_equal(first.asked, again.asked) and np.array_equal(first.accepted, again.accepted)
    assert not np.array_equal(first.peers, other.peers)


def test_without_lists_nobody_asks(trial):
    outcome = ask(np.full((300, 10), NOTHING), trial.truth, luck=1)
    assert outcome.with_nobody == 1 and outcome.accepted_share == 0
