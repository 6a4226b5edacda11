"""Finding people with typing slips."""

from hypothesis import given
from hypothesis import strategies as st

from peerportal.matching.search import SearchIndex, words_of

PEOPLE = {
    1: ["Priya Nair", "Platform engineer", "Kubernetes"],
    2: ["Omar Haddad", "Support lead", "Public speaking"],
    3: ["José Peña-Núñez", "Buyer", "C++"],
    4: ["Li Wei", "Analyst", "C"],
    5: ["Jane Smith", "Java developer", "JavaScript"],
}


def index():
    made = SearchIndex()
    for person, texts in PEOPLE.items():
        made.put(person, texts)
    return made


def test_beginnings_slips_and_accents_are_understood():
    found = index().find
    assert set(found("pri")) == {1} and set(found("kubernets")) == {1} and set(found("Hadad")) == {2}
    assert set(found("jose nunez")) == {3} and set(found("omar speaking")) == {2}


def test_every_word_must_fit():
    assert index().find("omar kubernetes") == {}
    assert index().find("") == {} and index().find("???") == {}


def test_short_words_are_taken_as_they_are():
    assert set(index().find("c++")) == {3}
    assert set(index().find("li")) == {4}


def test_a_whole_word_ranks_before_a_beginning():
    scores = index().find("java")
    assert scores == {5: 3}


def test_what_changes_is_found_anew():
    made = index()
    made.put(1, ["Priya Menon"])
    assert made.find("nair") == {} and set(made.find("menon")) == {1}
    made.drop(1)
    assert made.find("priya") == {}


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text):
    assert isinstance(index().find(text), dict) and isinstance(words_of(text), list)
