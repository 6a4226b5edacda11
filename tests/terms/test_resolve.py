"""Understanding what was typed, and completing what is being typed."""

import time

import pytest

from peerportal.terms.complete import complete
from peerportal.terms.resolve import ALIAS, EXACT, NEAR, NEW, resolve
from peerportal.terms.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.from_data()


@pytest.mark.parametrize(
    ("typed", "label", "how"),
    [
        ("javascript", "JavaScript", EXACT),
        ("k8s", "Kubernetes", ALIAS),
        ("project managment", "project management", NEAR),
        ("management of projects", "project management", NEAR),
        ("powerpiont", "PowerPoint", NEAR),
        ("C#", "C#", EXACT),
        ("c", "C", EXACT),
        ("Excel (advanced)", "Excel", EXACT),
        ("juggling with fire", "juggling with fire", NEW),
        ("🎸", "🎸", NEW),
        ("!!!", "!!!", NEW),
    ],
)
def test_a_typed_term_is_understood(vocabulary, typed, label, how):
    found = resolve(typed, vocabulary)
    assert (found.label, found.how) == (label, how)


def test_an_ambiguous_abbreviation_asks_and_keeps_the_word_meanwhile(vocabulary):
    found = resolve("PM", vocabulary)
    assert found.asks and found.label == "PM"
    assert found.alternatives == ("project management", "product management")


def test_a_term_the_organisation_uses_comes_before_the_alias_table():
    vocabulary = Vocabulary.of(["recruiting"])
    vocabulary.add("hiring", uses=3)
    assert resolve("hiring", vocabulary).label == "hiring"


@pytest.mark.parametrize(
    ("typed", "first"),
    [("kub", "Kubernetes"), ("k8s", "Kubernetes"), ("c", "C"), ("go", "Go"), ("time manga", "time management"),
     ("publik spe", "public speaking"), ("negoc", "negotiation"), ("presentat", "presentations")],
)  # fmt: skip
def test_typing_brings_the_likeliest_label_first(vocabulary, typed, first):
    rows = complete(typed, vocabulary)
    assert rows[0] == first
    assert len(rows) <= 8 and len(set(rows)) == len(rows)


def test_labels_in_use_come_before_rare_ones():
    vocabulary = Vocabulary.of(["production", "programming", "process mining"])
    vocabulary.add("process mining", uses=4)
    assert complete("pro", vocabulary)[0] == "process mining"


@pytest.mark.parametrize("typed", ["", "   ", "\u200d", "🎸", "%", "a" * 5000, "(((((", "c++c++c++"])
def test_odd_input_completes_to_little_and_never_fails(vocabulary, typed):
    assert len(complete(typed, vocabulary)) <= 8


def test_understanding_stays_quick_for_the_longest_text(vocabulary):
    began = time.perf_counter()
    resolve("management of project risk and change " * 200, vocabulary)
    complete("management of project risk and change " * 200, vocabulary)
    assert time.perf_counter() - began < 1
