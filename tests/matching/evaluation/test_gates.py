"""What the lists must reach, on the generated organisation of 300 (always) and of 2,000 (with the long tests).

The bounds leave room for chance: at 300 people several seeds lie inside them. A change that breaks one made the lists
worse, or is to be explained here.
"""

import pytest

from peerportal.matching.evaluation import run


@pytest.fixture(scope="module")
def rows(trial):
    return {row.ranking: row for row in run.rows(trial)}


def others(rows):
    return [row for name, row in rows.items() if not name.startswith("ours")]


def test_requests_are_accepted_more_often_and_fewer_are_left_with_nobody(rows):
    ours = rows[run.OURS]
    assert ours.accepted > 1.4 * max(row.accepted for row in others(rows))
    assert ours.nobody < 0.6 * min(row.nobody for row in others(rows))


def test_the_lists_come_near_to_what_can_be_known(rows):
    ours = rows[run.OURS]
    assert ours.ndcg > 2.2 * max(row.ndcg for row in others(rows))
    assert ours.ndcg > 0.9 * max(row.ndcg for row in rows.values())
    assert 0.53 < ours.ndcg < ours.reachable < 1


def test_attention_is_shared_out(rows):
    ours, unpriced = rows[run.OURS], rows[run.UNPRICED]
    assert ours.covered >= 0.98 and ours.gini <= 0.30 and ours.mutual >= 0.60
    assert ours.gini < unpriced.gini - 0.08 and ours.covered >= unpriced.covered


def test_what_is_said_is_true_and_varied(rows):
    ours = rows[run.OURS]
    assert ours.reasons_right >= 0.95
    assert rows["one-sided, exact"].reasons_right == 1  # typed alike is meant alike, in these organisations
    assert ours.same_department < 0.5


def test_the_wild_card_costs_little(rows):
    wild, ours = rows[run.WITH_WILD], rows[run.OURS]
    assert wild.ndcg > 0.93 * ours.ndcg and wild.covered >= 0.98
    assert wild.accepted > 0.9 * ours.accepted


@pytest.mark.long
@pytest.mark.parametrize("seed", [11, 12])
def test_two_thousand_people_pass_every_gate(seed):
    rows = {row.ranking: row for row in run.evaluate(2000, seed)}
    ours, exact = rows[run.OURS], rows["one-sided, exact"]
    assert ours.ndcg >= 0.53 and ours.ndcg >= 3 * exact.ndcg
    assert ours.covered >= 0.99 and ours.gini <= 0.30 and ours.mutual >= 0.60 and ours.two_way >= 0.75
    assert ours.reasons_right >= 0.95
    assert ours.accepted > 1.5 * max(row.accepted for row in others(rows))
    assert ours.nobody < 0.5 * min(row.nobody for row in others(rows))
