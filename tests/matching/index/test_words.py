"""Finding people by what they are called and what they do, typing slips included."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from peerportal.matching.index import holders, spellings
from peerportal.matching.index.words import Words, found_by, words_of

PEOPLE = {
    1: ("Priya Nair", "Platform engineer", [1]),
    2: ("Omar Haddad", "Support lead", [2]),
    3: ("José Peña-Núñez", "Buyer", [3]),
    4: ("Lin Wei", "Analyst", [4]),
    5: ("Jane Smith", "Java developer", [5]),
    6: ("Søren O’Brien", "Analyst", [6, 2]),
    7: ("王小明", "工程师", []),
    8: ("عُمر الحدّاد", "", []),
}
TERMS = {
    1: ["Kubernetes", "k8s"],
    2: ["Public speaking"],
    3: ["C++"],
    4: ["C"],
    5: ["JavaScript"],
    6: ["C#", ".NET"],
    9: ["Burnout"],
}


def whoever_has(people, wanted):
    return np.array([person for person, (_, _, has) in people.items() for term in has if term in wanted], int)


def made_of(people, terms, part=3):
    """Filled in bulk, in parts of three."""
    rows = [(person, name, title) for person, (name, title, _) in people.items()]
    parts = [list(zip(*rows[at : at + part], strict=True)) for at in range(0, len(rows), part)]
    return Words.filled(parts, terms.items(), lambda terms: whoever_has(people, terms))


def found(words, query):
    people, qualities = words.find(query)
    return dict(zip(people.tolist(), qualities.tolist(), strict=True))


@pytest.fixture
def search():
    words = made_of(PEOPLE, TERMS)
    return lambda query: found(words, query)


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("pri", {1}), ("kubernets", {1}), ("Hadad", {2}), ("jose nunez", {3}), ("omar speaking", {2}),
        ("PRIYA  k8s", {1}), ("speaking", {2, 6}), ("analyst", {4, 6}), ("analyst c", {4, 6}),
        ("soren", {6}), ("obrien", {6}), ("O'Brien", {6}), ("o`brien", {6}), ("jnae", {5}),
        ("王小明", {7}), ("小明", {7}), ("王", {7}), ("工程师", {7}),
        ("عمر", {8}), ("حداد", {8}), ("الحداد", {8}), ("عمر حداد", {8}),
    ],
)  # fmt: skip
def test_beginnings_slips_accents_and_scripts_are_understood(search, query, people):
    assert set(search(query)) == people


def test_every_word_must_fit(search):
    assert search("omar kubernetes") == {} and search("") == {} and search("???") == {}


def test_signs_tell_languages_apart_and_short_words_are_taken_as_they_are(search):
    assert set(search("c++")) == {3} and set(search("c#")) == {6} and set(search(".net")) == {6}
    assert set(search("li")) == {4} and search("lix") == {}


def test_a_whole_word_ranks_before_a_beginning_and_both_before_a_slip(search):
    assert search("java") == {5: 3} and search("javas") == {5: 2} and search("jvaa") == {5: 1}
    assert search("lin c") == {4: 6}


def test_numbers_are_never_each_others_slip():
    words = made_of({1: ("Person 10234", "", []), 2: ("Person 10243", "", [])}, {})
    assert set(found(words, "10234")) == {1} and found(words, "10224") == {}


def test_a_term_that_nobody_has_hides_no_slip():
    words = made_of(PEOPLE, TERMS | {10: ["Omer"]})
    assert found(words, "omer") == {2: 1}


def test_what_changes_is_found_anew():
    people = dict(PEOPLE)
    words = Words(lambda terms: whoever_has(people, terms))
    for person, (name, title, _) in people.items():
        words.put(person, name, title)
    words.put(1, "Priya Menon", "Director")
    assert found(words, "nair") == {} and set(found(words, "menon")) == set(found(words, "director")) == {1}
    words.put_term(1, ["Kubernetes"])
    assert set(found(words, "kube")) == {1}
    words.put_term(1, ["Containers"])
    assert found(words, "kube") == {} and set(found(words, "containers")) == {1}
    words.drop_term(1)
    assert found(words, "containers") == {}
    words.drop(1)
    assert found(words, "priya") == {}


def brute(people, terms, query):
    """The same from the people themselves, one by one."""
    said = {}
    for person, (name, title, has) in people.items():
        texts = [*name.split(), title, *(text for term in has for text in terms.get(term, ()))]
        said[person] = {word for text in texts for word in found_by(text)}
    together = None
    for word in dict.fromkeys(words_of(query[:1000])[:8]):
        best = {
            person: 3 if word in words else 2
            for person, words in said.items()
            if any(known.startswith(word) for known in words)
        }
        if not best and len(word) >= 4 and not word.isdigit():
            slips = 2 if len(word) >= 8 else 1
            best = {
                person: 1
                for person, words in said.items()
                if any(OSA.distance(word, known) <= slips and not known.isdigit() for known in words)
            }
        together = best if together is None else together
        together = {
            one: together[one] + (best[one] if best is not together else 0) for one in together.keys() & best
        }
    return together or {}


WORD = st.text("abc", min_size=1, max_size=9) | st.sampled_from(
    ["c++", "O'Neil", "Peña-Núñez", "小明", "الحداد", "10234", "ﷺ", "ß", ".", "Äpfel", "d.", "’"]
)
TEXT = st.lists(WORD, max_size=3).map(" ".join)
PERSON = st.tuples(TEXT, TEXT, st.lists(st.integers(0, 5), max_size=3))
CHANGE = st.tuples(st.integers(1, 12), PERSON | st.none()) | st.tuples(
    st.integers(-5, 0), st.lists(TEXT, max_size=2)
)


@settings(deadline=None, max_examples=200)
@given(
    st.dictionaries(st.integers(1, 9), PERSON, max_size=7),
    st.dictionaries(st.integers(0, 5), st.lists(TEXT, max_size=2)),
    st.lists(CHANGE, max_size=12),
    st.lists(TEXT, min_size=1, max_size=4),
    st.integers(0, 9),
)
def test_it_finds_whom_a_look_at_everybody_finds(people, terms, changes, queries, few):
    with pytest.MonkeyPatch.context() as patch:
        # Sooner or later everything that moved is worked into the base; here sooner.
        patch.setattr(holders, "FEW", few)
        patch.setattr(spellings, "FEW", few)
        words = made_of(people, terms)
        for query in queries:
            assert found(words, query) == brute(people, terms, query)
        for number, change in changes:
            apply(words, people, terms, number, change)
            for query in queries:
                assert found(words, query) == brute(people, terms, query)


def apply(words, people, terms, number, change):
    if number <= 0:
        terms[-number] = change
        words.put_term(-number, change)
    elif change is None:
        people.pop(number, None)
        words.drop(number)
    else:
        people[number] = change
        words.put(number, *change[:2])


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_put_and_searched(text, query):
    words = Words(lambda terms: np.empty(0, np.int64))
    words.put(1, text, text)
    assert all(isinstance(word, str) and word for word in found_by(text))
    assert set(found(words, query)) <= {1}
    if words_of(text):
        assert set(found(words, words_of(text)[0][:1000])) == {1}


@pytest.mark.parametrize(
    "query",
    [
        "a" * 1_000_000,
        "a " * 500_000,
        "ﷺ" * 300_000,
        "e\u0301\u0302" * 300_000,
        "\udc80" * 1_000_000,
        "王" * 1_000_000,
    ],
)
def test_of_a_megabyte_only_the_first_line_is_read(search, query):
    assert search(query) == search(query[:1000])
    assert search("omar " * 8 + query) == search("omar")
