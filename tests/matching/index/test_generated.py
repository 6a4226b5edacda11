"""The generated organisation of the bench: the index, an oracle of its own and the formula agree about it."""

import numpy as np
import pytest

from bench.asking import BOUNDS, WISHES, Asker
from bench.oracle import Oracle
from bench.organisation import organisation
from peerportal.matching import rules, score
from peerportal.matching.index.pool import Pool


@pytest.fixture(scope="module")
def asker():
    of = organisation(400, seed=3)
    return Asker(of, Pool.filled(of.table, of.near))


@pytest.mark.parametrize("popular", [False, True])
def test_the_index_answers_as_a_look_at_every_column_does(asker, popular):
    oracle = Oracle(asker.of)
    for viewer in asker.viewers(12, seed=5, popular=popular):
        ties = asker.ties(viewer)
        question = asker.question(viewer, ties)
        assert asker.pool.ask(question).best(100) == oracle.ranked(viewer, ties, question)


def test_the_columns_say_what_the_formula_and_the_rules_say(asker):
    oracle = Oracle(asker.of)
    for viewer in asker.viewers(4, seed=6):
        ties = asker.ties(viewer)
        totals, may = oracle.totals(viewer, WISHES), oracle.eligible(viewer, ties, BOUNDS)
        for person in range(1, asker.of.people + 1, 3):
            other = asker.peer(person)
            assert score.compare(viewer, other, asker.of.near, WISHES).total == totals[person - 1]
            assert (rules.against(viewer, other, ties, BOUNDS) is None) == may[person - 1]


def test_the_same_seed_gives_the_same_people(asker):
    again = organisation(400, seed=3)
    assert again.names == asker.of.names and np.array_equal(again.table.term, asker.of.table.term)


def test_its_reporting_lines_are_those_of_its_managers(asker):
    manager = {
        person: int(above) for person, above in enumerate(asker.of.table.manager.tolist(), 1) if above > 0
    }
    for viewer in asker.viewers(5, seed=7):
        assert set(asker.ties(viewer).line) == rules.reporting_line(viewer.id, manager)
