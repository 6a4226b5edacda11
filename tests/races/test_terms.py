"""Two people at the same moment: terms that resemble each other, words in opposite order, a merge and a new word."""

import pytest

from peerportal.people.models import PersonTerm
from peerportal.terms.models import Term, TermDeed, TermLink
from tests.races.conftest import ROUNDS

pytestmark = pytest.mark.long

ALIKE = ("Zwiebelkuchen baking course", "Zwiebelkuchen baking")


def clear():
    """No word and no term of anybody."""
    for table in (TermDeed, TermLink, PersonTerm, Term):
        table.delete().execute()


def added_at_once(processes, priya, omar, words):
    """One round: each adds a list of words; what came of it, and whether nothing failed."""
    facts = [
        {"by": who.id, "facet": "offer", "texts": list(texts)} for who, texts in zip((priya, omar), words, strict=True)
    ]
    answers = processes.race([("add_words", fact) for fact in facts])
    return answers, [outcome for outcome, _ in answers] == ["done", "done"]


def alike_at_once(processes, priya, omar, number):
    """One round: two new terms that resemble each other, each of one person's."""
    clear()
    texts = [[f"{text} {'abcdefghijklmnopqrstuvwxyz'[number % 26]}{number}x"] for text in ALIKE]
    answers, fine = added_at_once(processes, priya, omar, texts)
    return answers, fine and Term.select().count() == 2 and TermLink.select().count() == 2


def test_two_similar_terms_made_at_once_are_linked(contenders, priya, omar):
    processes = contenders(2)
    for number in range(ROUNDS):
        answers, fine = alike_at_once(processes, priya, omar, number)
        assert fine, answers


def test_without_taking_turns_they_miss_each_other(contenders, priya, omar):
    processes = contenders(2, guarded=False)
    outcomes = (alike_at_once(processes, priya, omar, number)[1] for number in range(ROUNDS))
    assert not all(outcomes), "the race test would not notice a missing turn"


def test_the_same_words_in_opposite_order_wait_for_nobody_for_ever(contenders, priya, omar):
    processes = contenders(2)
    words = ["Pizza", "Sourdough", "Yeast", "Baking", "Flour"]
    for _ in range(ROUNDS):
        PersonTerm.delete().execute()
        Term.update(uses=0).execute()
        answers, fine = added_at_once(processes, priya, omar, [words, words[::-1]])
        assert fine, answers
        assert {term.uses for term in Term.select().where(Term.label.in_(words))} == {2}


def test_a_split_and_a_new_word_at_once_lose_neither_word_nor_count(contenders, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS // 4):
        clear()
        assert added_at_once(processes, priya, omar, [["k8s"], ["Kubernetes", "Docker"]])[1]
        root = Term.get(Term.label == "Kubernetes")
        answers = processes.race(
            [
                ("split_spelling", {"term": root.id, "spelling": "k8s"}),
                ("add_words", {"by": omar.id, "facet": "seek", "texts": ["K8s", "Docker"]}),
            ]
        )
        assert [outcome for outcome, _ in answers] == ["done", "done"], answers
        counted = {term.id: term.uses for term in Term.select() if term.uses}
        held = {}
        for row in PersonTerm.select():
            held[row.term_id] = held.get(row.term_id, 0) + 1
        assert counted == held and PersonTerm.select().count() == 5
