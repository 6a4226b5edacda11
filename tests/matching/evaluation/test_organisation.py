"""The generated organisation: the same for the same seed, and as varied as it says."""

import random

import numpy as np

from peerportal.matching.evaluation import seen
from peerportal.matching.evaluation.concepts import concepts
from peerportal.matching.evaluation.organisation import NOTHING, TODAY, draw
from peerportal.matching.evaluation.spellings import slipped, spellings
from peerportal.matching.evaluation.workplaces import LEVELS, SPAN
from peerportal.matching.index.table import FACETS, Table

MANY = draw(20_000, seed=5)  # columns only: a moment


def test_the_same_seed_draws_the_same_people_and_another_seed_others():
    first, again, other = draw(200, seed=4), draw(200, seed=4), draw(200, seed=5)
    for name in ("ids", "department", "site", "manager", "level", "formats", "room", "joined_on"):
        assert np.array_equal(getattr(first, name), getattr(again, name)), name
    for facet in FACETS:
        assert np.array_equal(first.said[facet], again.said[facet])
        assert np.array_equal(first.typed[facet], again.typed[facet])
    assert first.spellings.texts == again.spellings.texts != other.spellings.texts
    assert not np.array_equal(first.said["offer"], other.said["offer"])


def test_four_in_ten_are_typed_otherwise_than_they_are_called():
    typed = np.concatenate([MANY.typed[facet].ravel() for facet in FACETS])
    said = np.concatenate([MANY.said[facet].ravel() for facet in FACETS])
    typed, said = typed[typed != NOTHING], said[said != NOTHING]
    assert np.array_equal(MANY.spellings.concept[typed], said)
    assert 0.36 < np.mean(typed != MANY.spellings.first[said]) < 0.42


def test_the_popular_are_much_more_popular():
    counts = np.sort(np.bincount(MANY.said["offer"][MANY.said["offer"] != NOTHING]))[::-1]
    assert counts[:10].sum() > 10 * counts[200:210].sum()
    assert (counts > 0).sum() == len([one for one in concepts() if one.area not in ("interest", "situation")])


def test_some_offer_nothing_some_nearly_everything_and_nobody_seeks_what_they_offer():
    offers = (MANY.said["offer"] != NOTHING).sum(axis=1)
    assert 0.05 < np.mean(offers == 0) < 0.08
    assert 0.04 < np.mean(offers >= 12) < 0.06 and offers.max() == 15
    both = MANY.said["seek"][:, :, None] == MANY.said["offer"][:, None, :]
    assert not (both & (MANY.said["seek"] != NOTHING)[:, :, None]).any()


def test_newcomers_have_said_little_yet():
    new = MANY.joined_on > TODAY - 21
    assert 0.05 < new.mean() < 0.07
    assert (MANY.said["offer"][new] != NOTHING).sum(axis=1).max() == 2


def test_the_reporting_line_is_one_tree_and_room_is_one_to_three():
    above = MANY.manager.copy()
    for _ in range(12):
        above = np.where(above >= 0, MANY.manager[above], -1)
    assert (above == -1).all() and (MANY.manager == -1).sum() == 1
    reports = np.bincount(MANY.manager[MANY.manager >= 0])
    assert np.percentile(reports[reports > 0], 90) <= SPAN
    assert MANY.level[MANY.manager == -1] == [LEVELS] and set(np.unique(MANY.room)) == {1, 2, 3}


def test_columns_and_people_say_the_same(organisation):
    table, plain = seen.table(organisation), Table.of(seen.peers(organisation), {})
    for name in ("ids", "level", "manager", "joined_on", "room", "asked", "shown", "waiting"):
        assert np.array_equal(getattr(table, name), getattr(plain, name)), name
    for name in ("state", "department", "location", "hours", "formats", "languages"):
        values, others = table.values[name], plain.values[name]
        assert [values[n] for n in getattr(table, name)] == [others[n] for n in getattr(plain, name)], name
    assert said_in(table) == said_in(plain)


def said_in(table):
    """Row and facet → terms; the order counts for offers and seeks alone."""
    found = {}
    columns = (table.term_row, table.term_facet, table.term_place, table.term)
    for row, facet, place, term in sorted(zip(*(column.tolist() for column in columns), strict=True)):
        found.setdefault((row, facet), []).append((place * (facet < 2), term))
    return {key: [term for _, term in sorted(terms)] for key, terms in found.items()}


def test_everybody_has_their_own_words_for_every_term(organisation):
    for peer in seen.peers(organisation):
        assert all(peer.said("offer", term) for term in peer.offers)
        assert set(peer.words) == {
            *(("offer", term) for term in peer.offers),
            *(("seek", term) for term in peer.seeks),
            *(("interest", term) for term in peer.interests),
            *(("situation", term) for term in peer.situations),
        }


def test_spellings_have_chances_that_sum_to_one_and_slips_are_single():
    written = spellings(3)
    sums = np.bincount(written.concept, weights=written.chance)
    assert np.allclose(sums, 1) and len(sums) == len(concepts())
    rng = random.Random(1)
    for _ in range(200):
        text = slipped("stakeholder management", rng)
        assert abs(len(text) - 22) <= 1 and text[0] == "s"
