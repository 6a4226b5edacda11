"""Finding a label among thousands: misspelt, slipped on the keyboard, said in other words."""

import random
from collections import Counter

import pytest

from peerportal.terms.retrieval import Finder, Postings
from peerportal.terms.vocabulary import Vocabulary

ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm"}


@pytest.fixture(scope="module")
def labels():
    return [entry.label for entry in Vocabulary.from_data().by_key.values()]


@pytest.fixture(scope="module")
def finder(labels):
    return Finder(labels)


def slipped(rng, text):
    """One letter left out, doubled, swapped with the next, or its neighbour hit."""
    at = rng.choice(
        [
            n
            for n, (a, b) in enumerate(zip(text, text[1:], strict=False))
            if a.isalpha() and b.isalpha() and a != b
        ]
    )
    near = [row[row.index(text[at]) - 1] for row in ROWS if text[at] in row[1:]] or ["e"]
    ways = (
        text[at + 1 :],
        text[at] * 2 + text[at + 1 :],
        text[at + 1] + text[at] + text[at + 2 :],
        near[0] + text[at + 1 :],
    )
    return text[:at] + rng.choice(ways)


def share_right(finder, asked):
    return sum(finder.find(text, 1)[0].label == label for text, label in asked) / len(asked)


def test_a_label_with_one_slip_in_a_word_comes_first(finder, labels):
    rng = random.Random(5)
    chosen = rng.sample([label for label in labels if len(label) > 12 and label.islower()], 300)
    assert share_right(finder, [(slipped(rng, label), label) for label in chosen]) >= 0.99


def test_a_short_tag_with_one_slip_comes_first(finder, labels):
    rng = random.Random(6)
    chosen = rng.sample([label for label in labels if 5 <= len(label) <= 20 and label.isalpha()], 300)
    assert share_right(finder, [(slipped(rng, label.lower()), label) for label in chosen]) >= 0.97


@pytest.mark.parametrize(
    ("text", "label"),
    [("k8s", "Kubernetes"), ("management of projects", "project management"), ("hiring", "recruiting"),
     ("supervise prison procedures", "supervise correctional procedures"),
     ("manage staff of music", "manage musical staff")],
)  # fmt: skip
def test_the_same_in_other_words_is_found(finder, text, label):
    assert label in [found.label for found in finder.find(text)]


def test_what_is_not_the_same_is_offered_below_the_threshold_of_linking(finder):
    found = finder.find("underwater basket weaving championship")
    assert found and all(one.confidence < 0.75 for one in found)


def test_nothing_is_found_among_nothing_or_for_nothing():
    assert Finder([]).find("Excel") == []
    assert Finder(["Excel"]).find("🎸") == []
    assert Finder(["Excel", "excel"]).find("EXCEL", 3)[0].confidence == 1.0


def test_the_cosine_is_one_for_the_same_bag_and_none_for_a_strange_one():
    postings = Postings([Counter("abc"), Counter("bcd")])
    assert postings.cosines(Counter("abc"))[0] == pytest.approx(1.0, abs=1e-6)
    assert postings.cosines(Counter("xyz")).tolist() == [0.0, 0.0]
