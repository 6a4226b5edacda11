"""What must not matter to a list does not, and what must only help does."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.matching.evaluation import seen
from peerportal.matching.evaluation.concepts import INTEREST, SITUATION, concepts
from peerportal.matching.evaluation.ours import Ours
from peerportal.matching.evaluation.spellings import slipped
from peerportal.matching.evaluation.understanding import Understanding
from peerportal.matching.index.pool import Pool
from peerportal.matching.peer import Peer
from peerportal.matching.score import Wishes, compare
from tests.matching.people import nearness, peers, wishes


def test_other_ids_give_the_same_ranking_up_to_ties(trial, ours):
    numbers = np.random.default_rng(9).permutation(len(trial.of)) + 5000
    other = Ours(replace(trial.of, ids=numbers), trial.allowed, trial.truth)
    pools = [Pool.filled(seen.table(one.of), one.of.near) for one in (ours, other)]
    for row in range(0, len(trial.of), 3):
        before, after = (ranked(*each, row) for each in zip((ours, other), pools, strict=True))
        assert [points for _, points in before] == [points for _, points in after]
        lowest = min((points for _, points in before), default=0)
        above = [{one for one, points in listed if points > lowest} for listed in (before, after)]
        assert above[0] == above[1]


def ranked(ours, pool, row):
    """The first hundred as (row, points)."""
    row_of = {int(one): row for row, one in enumerate(ours.of.ids)}
    return [(row_of[one], points) for one, points in ours.answer(pool, row, week=0).best(100)]


def test_the_same_seed_gives_the_same_lists(trial, ours):
    again, second = Ours(trial.of, trial.allowed, trial.truth), ours.weeks[1]
    assert np.array_equal(again.week(second.shown, second.asked, 1).listed, second.listed)


@given(
    viewer=peers(1, most_offers=7),
    other=peers(2, most_offers=7),
    near=nearness(),
    wanted=wishes(),
    data=st.data(),
)
@settings(max_examples=150)
def test_one_more_offer_that_is_sought_never_lowers_the_exchange(viewer, other, near, wanted, data):
    if not viewer.seeks:
        return
    term = data.draw(st.sampled_from(viewer.seeks))
    more = replace_offers(other, (*other.offers, *(() if term in other.offers else (term,))))
    assert compare(viewer, more, near, wanted).exchange >= compare(viewer, other, near, wanted).exchange


def replace_offers(peer, offers):
    return replace(peer, offers=offers)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_slip_of_the_hand_changes_the_whole_little(seed):
    rng = random.Random(seed)
    long = [one.label for one in concepts() if one.area not in (INTEREST, SITUATION) and len(one.label) >= 9]
    labels = rng.sample(long, 40)
    typed = {label: slipped(label, rng) for label in labels}
    understood = Understanding.of([*labels, *typed.values()])
    moved = []
    for label in labels:
        meant, slip = understood.term(label), understood.term(typed[label])
        viewer = Peer(1, seeks=(meant,), offers=(10_001,), hours=1)
        right, wrong = (Peer(2, offers=(term,), seeks=(10_001,), hours=1) for term in (meant, slip))
        moved.append(
            compare(viewer, right, understood.near, Wishes()).total
            - compare(viewer, wrong, understood.near, Wishes()).total
        )
    assert np.mean([abs(points) < 500 for points in moved]) >= 0.95, sorted(zip(moved, labels, strict=True))[
        -5:
    ]
