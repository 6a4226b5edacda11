"""Terms of their own again: words written so follow, and the way back leads to where they were."""

import pytest

from peerportal.core import changes
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.people.models import PersonTerm
from peerportal.people.profile import words
from peerportal.terms import merging, undoing
from peerportal.terms.models import Term, TermLink
from tests.rows import changed, fingerprint
from tests.terms.test_merging import BOOKS, seen_by, term


@pytest.fixture
def ada(make_person):
    """Ada wrote k8s, which the portal understands as Kubernetes."""
    person = make_person("Ada Short")
    words.add_all(person, [("offer", "k8s"), ("seek", "Kubernetes"), ("situation", "K8S")])
    return person


@pytest.fixture
def ben(make_person):
    person = make_person("Ben Long")
    words.add_all(person, [("offer", "Kubernetes")])
    return person


def test_a_spelling_becomes_a_term_and_the_words_written_so_follow(ada, ben, carmen):
    before = changes.head()
    merging.split_spelling(term("Kubernetes"), "k8s", by=carmen.id)
    assert seen_by(ada) == [("k8s", "k8s")] and seen_by(ada, "situation") == [("K8S", "k8s")]
    assert seen_by(ada, "seek") == seen_by(ben) == [("Kubernetes", "Kubernetes")]
    assert Term.resolve("K8s").label == "k8s"
    counts = [(row.label, row.uses, row.hidden) for row in Term.select().order_by(Term.label)]
    assert counts == [("Kubernetes", 2, 0), ("k8s", 2, 1)]
    moved = ("term_moved", term("k8s").id, term("Kubernetes").id)
    assert moved in {(kind, a, b) for _, kind, _, a, b in changes.since(before)}


def test_undoing_it_lets_them_mean_what_they_meant(ada, ben, carmen):
    deed = merging.split_spelling(term("Kubernetes"), "k8s", by=carmen.id)
    undoing.undo(deed, by=carmen.id)
    assert seen_by(ada) == [("k8s", "Kubernetes")] and Term.resolve("K8s").label == "Kubernetes"


def test_a_merged_term_is_split_off_with_those_who_had_written_it_before_and_since(ada, carmen, make_person):
    cy, dora = make_person("Cy", offers=["Container herding"]), make_person("Dora")
    merging.merge(term("Container herding"), term("Kubernetes"), by=carmen.id)
    words.add(dora, "offer", "container herding")
    deed = merging.split(term("Container herding"), by=carmen.id)
    assert seen_by(cy)[0][1] == seen_by(dora)[0][1] == "Container herding"
    assert seen_by(ada) == [("k8s", "Kubernetes")]
    undoing.undo(deed, by=carmen.id)
    assert seen_by(cy)[0][1] == seen_by(dora)[0][1] == "Kubernetes"


def test_what_was_split_off_is_never_the_same_again_by_its_likeness(carmen, make_person):
    make_person("Cy", offers=["hiring", "recruiting"])
    hiring, recruiting = term("hiring"), term("recruiting")
    with transaction():
        TermLink.put(hiring.id, recruiting.id, 97)
    merging.merge(hiring, recruiting, by=carmen.id)
    merging.split(hiring, by=carmen.id)
    assert TermLink.weight_of(hiring.id, recruiting.id) == 65
    assert Term.resolve("hiring").label == "hiring"


def test_somebody_who_has_both_already_keeps_both_words(ada, carmen):
    """The word that would be there twice stays where it was, as it was typed."""
    other = Term.create(label="k8s", key="k8s")
    PersonTerm.create(person=ada, term=other, facet="offer", typed="K8s!", position=2)
    Term.count_use({other.id: 1})
    merging.merge(other, term("Kubernetes"), by=carmen.id)
    merging.split(other, by=carmen.id)
    assert seen_by(ada) == [("k8s", "Kubernetes"), ("K8s!", "k8s")]


def test_an_alias_nobody_wrote_goes_without_a_trace_on_any_page(ben, carmen):
    merging.add_alias(term("Kubernetes"), "The Helm", by=carmen.id)
    before = fingerprint(BOOKS)
    merging.split(term("The Helm"), by=carmen.id)
    assert changed(before, fingerprint(BOOKS)) == ["term"]
    assert Term.resolve("the helm").label == "The Helm"


def test_what_is_read_alike_cannot_be_told_apart(ben, carmen):
    with pytest.raises(RuleBroken, match="read the same way"):
        merging.split_spelling(term("Kubernetes"), "KUBERNETES", by=carmen.id)
    with pytest.raises(RuleBroken, match="of its own already"):
        merging.split(term("Kubernetes"), by=carmen.id)


def test_a_split_is_not_undone_when_others_stand_for_it_by_now(ada, carmen):
    deed = merging.split_spelling(term("Kubernetes"), "k8s", by=carmen.id)
    alias = merging.add_alias(term("k8s"), "Kates", by=carmen.id)
    with pytest.raises(RuleBroken, match="changed since"):
        undoing.undo(deed, by=carmen.id)
    undoing.undo(alias, by=carmen.id)
    undoing.undo(deed, by=carmen.id)
    assert seen_by(ada) == [("k8s", "Kubernetes")]
