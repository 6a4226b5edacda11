"""Related terms: said by a coordinator, told to matching, and the way back."""

import pytest

from peerportal.core import changes
from peerportal.core.rules import RuleBroken
from peerportal.matching import score
from peerportal.terms import merging, relating, similarity, undoing
from peerportal.terms.models import TermLink
from tests.terms.test_merging import term


@pytest.fixture
def kitchen(make_person):
    return make_person("Cy Cook", offers=["Pizza", "Yeast", "Sourdough"])


def weight(a, b):
    there, back = TermLink.weight_of(term(a).id, term(b).id), TermLink.weight_of(term(b).id, term(a).id)
    assert there == back
    return there


def test_two_terms_are_related_in_both_directions_and_matching_is_told(kitchen, carmen):
    before = changes.head()
    relating.relate(term("Pizza"), term("Yeast"), relating.STRONG, by=carmen.id)
    assert weight("Pizza", "Yeast") == 90
    assert [row[1] for row in changes.since(before)] == ["term_link"]


def test_a_relation_becomes_stronger_or_weaker_and_goes(kitchen, carmen):
    some = relating.relate(term("Pizza"), term("Yeast"), relating.SOME, by=carmen.id)
    strong = relating.relate(term("Yeast"), term("Pizza"), relating.STRONG, by=carmen.id)
    assert weight("Pizza", "Yeast") == 90
    with pytest.raises(RuleBroken, match="changed since"):
        undoing.undo(some, by=carmen.id)
    undoing.undo(strong, by=carmen.id)
    assert weight("Pizza", "Yeast") == 65
    apart = relating.unrelate(term("Pizza"), term("Yeast"), by=carmen.id)
    assert weight("Pizza", "Yeast") == 0
    undoing.undo(apart, by=carmen.id)
    assert weight("Pizza", "Yeast") == 65


def test_what_is_so_already_is_said(kitchen, carmen):
    with pytest.raises(RuleBroken, match="not related already"):
        relating.unrelate(term("Pizza"), term("Yeast"), by=carmen.id)
    relating.relate(term("Pizza"), term("Yeast"), relating.SOME, by=carmen.id)
    with pytest.raises(RuleBroken, match=r"somewhat related already"):
        relating.relate(term("Pizza"), term("Yeast"), relating.SOME, by=carmen.id)


def test_a_term_is_not_related_to_itself_nor_to_what_stands_for_it(kitchen, carmen):
    merging.merge(term("Yeast"), term("Sourdough"), by=carmen.id)
    for other in ("Sourdough", "Yeast"):
        with pytest.raises(RuleBroken, match="same term"):
            relating.relate(term("Sourdough"), term(other), relating.SOME, by=carmen.id)


def test_strong_is_given_as_a_reason_and_some_is_not():
    """The weights fall on the two sides of the threshold at which matching calls it a hit."""
    assert relating.WEIGHTS[relating.STRONG] >= similarity.LINK * 100 == relating.LEAST_STRONG
    assert similarity.RELATED * 100 <= relating.WEIGHTS[relating.SOME] < similarity.LINK * 100
    assert score.RELATED == similarity.RELATED * 100
