"""The planted truth knows what people mean and nothing of how the portal ranks."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np

from peerportal.matching.evaluation import truth as module
from peerportal.matching.evaluation.organisation import NOTHING
from peerportal.matching.evaluation.truth import Truth

PAIRS = np.arange(0, 200), np.arange(100, 300)


def test_it_imports_nothing_of_the_ranking():
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    known = {name for name in imported if name.startswith("peerportal.matching")}
    assert known and all(name.startswith("peerportal.matching.evaluation.") for name in known)


def test_how_something_is_spelt_or_understood_changes_nothing(organisation):
    shuffled = {facet: typed[:, ::-1].copy() for facet, typed in organisation.typed.items()}
    before, after = Truth(organisation), Truth(replace(organisation, typed=shuffled))
    assert np.array_equal(before.between(*PAIRS).both, after.between(*PAIRS).both)


def test_both_sides_see_the_same_pair(organisation):
    truth = Truth(organisation)
    one, other = truth.between(*PAIRS), truth.between(*reversed(PAIRS))
    assert np.allclose(one.first, other.second) and np.allclose(one.both, other.both)
    assert np.array_equal(one.swap, other.swap)
    assert ((one.both > 0) & (one.both < 1)).all()


def test_offering_what_somebody_seeks_raises_their_yes_and_a_little_the_own(organisation):
    said = {facet: chosen.copy() for facet, chosen in organisation.said.items()}
    taker = int(np.flatnonzero(said["seek"][:, 0] != NOTHING)[0])
    giver = int(np.flatnonzero((said["offer"] == NOTHING).all(axis=1))[0])
    before = Truth(organisation).between(np.array([taker]), np.array([giver]))
    said["offer"][giver, 0] = said["seek"][taker, 0]
    after = Truth(replace(organisation, said=said)).between(np.array([taker]), np.array([giver]))
    assert after.first > before.first and after.second > before.second
    assert after.first - before.first > after.second - before.second


def test_what_no_profile_tells_moves_pairs_and_is_left_out_on_wish(organisation):
    truth = Truth(organisation)
    told, whole = truth.between(*PAIRS, unseen=False).both, truth.between(*PAIRS).both
    assert 0.2 < np.std(np.log(whole / told)) < 2
    again = Truth(replace(organisation, seed=organisation.seed + 1)).between(*PAIRS, unseen=False).both
    assert np.array_equal(told, again)


def test_a_random_colleague_says_yes_about_one_time_in_seven(organisation):
    chances = [Truth(organisation).between(np.array([row]), np.arange(300)).first for row in range(0, 300, 7)]
    assert 0.11 < np.mean(chances) < 0.18
