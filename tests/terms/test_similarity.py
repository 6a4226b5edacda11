"""Similar are terms that mean the same, not those that share letters."""

import csv
from pathlib import Path

import pytest

from peerportal.terms.similarity import LINK, RELATED, SILENT, similarity

PAIRS = list(
    csv.DictReader(
        (Path(__file__).parent / "data" / "hard_pairs.csv").read_text(encoding="utf-8").splitlines()
    )
)


def ids(row):
    return f"{row['a']} / {row['b']}"


def test_no_false_pair_is_linked_and_nearly_every_true_one_is():
    false = [ids(row) for row in PAIRS if row["label"] == "0" and similarity(row["a"], row["b"]) >= LINK]
    true = [row for row in PAIRS if row["label"] == "1"]
    missed = [ids(row) for row in true if similarity(row["a"], row["b"]) < LINK]
    assert not false
    assert len(missed) <= len(true) * 0.03, missed


@pytest.mark.parametrize("row", PAIRS, ids=ids)
def test_similarity_is_the_same_in_both_directions(row):
    assert similarity(row["a"], row["b"]) == similarity(row["b"], row["a"])


@pytest.mark.parametrize(
    ("a", "b"),
    [("C", "C++"), ("C", "C#"), ("C++", "C#"), ("Java", "JavaScript"), ("R", "Ruby"), ("UX", "UI"), ("SQL", "NoSQL"),
     ("coaching", "caching"), ("hiring", "wiring"), ("news", "new products"), (".NET", "networking")],
)  # fmt: skip
def test_false_friends_have_nothing_in_common(a, b):
    assert similarity(a, b) < RELATED


@pytest.mark.parametrize(
    ("a", "b"),
    [("k8s", "Kubernetes"), ("project managment", "project management"), ("SQL", "sql"), ("Java", "java"),
     ("Ｅｘｃｅｌ", "excel"), ("Straße", "STRASSE"), ("R & D", "research and development"), ("C", "c"),
     ("optimisation", "optimization"), ("Excel (B2)", "Excel"), ("how to delegate", "delegate")],
)  # fmt: skip
def test_two_spellings_of_one_thing_are_linked_silently(a, b):
    assert similarity(a, b) >= SILENT


def test_an_ambiguous_abbreviation_is_near_each_of_its_meanings_but_not_silently():
    assert LINK <= similarity("PM", "project management") < SILENT
    assert LINK <= similarity("PM", "product management") < SILENT


def test_two_initials_alone_only_raise_a_question():
    assert similarity("QZ", "quality zone") == pytest.approx(0.62)


def test_three_initials_that_mean_nothing_else_are_linked_but_said():
    assert LINK <= similarity("XQZT", "xenon quality zone training") < SILENT


@pytest.mark.parametrize(
    ("a", "b"), [("SEO", "senior executive officer"), ("oil", "online image library"), ("PR", "project risk")]
)
def test_initials_that_mean_something_already_are_not_linked_to_anything_else(a, b):
    assert similarity(a, b) < LINK


@pytest.mark.parametrize(
    "text", ["", " ", "🎸", "!!!", "\u0130", "a" * 5000, "c++ " * 500, "((((", "1:1", "-", "&"]
)
def test_strange_text_costs_nothing_and_equals_itself(text):
    assert similarity(text, text) == 1.0
    assert 0.0 <= similarity(text, "project management") < LINK


@pytest.mark.parametrize(
    "text", ["visual basic", "user experience", "general ledger", "learning and development"]
)
def test_words_that_only_look_like_fillers_stay(text):
    assert similarity(text, text.split()[-1]) < LINK
