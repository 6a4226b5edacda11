"""Two people at the same moment: terms that resemble each other, words in opposite order, a split and a new word."""

from collections import Counter

import pytest

from peerportal.people.models import PersonTerm
from peerportal.terms.models import Term, TermLink
from tests.races.conftest import ROUNDS

pytestmark = pytest.mark.long

ALIKE = ("Zwiebelkuchen baking course", "Zwiebelkuchen baking")


def added_at_once(processes, priya, omar, texts, deed="add_words"):
    """One round: each adds a list of words; what came of it, and whether nothing failed."""
    facts = [
        {"by": who.id, "facet": "offer", "texts": list(own)}
        for who, own in zip((priya, omar), texts, strict=True)
    ]
    answers = processes.race([(deed, fact) for fact in facts])
    return answers, [outcome for outcome, _ in answers] == ["done", "done"]


def alike_at_once(processes, priya, omar, number, deed="add_words"):
    """One round: two new terms that resemble each other, each of one person's."""
    PersonTerm.delete().execute()
    labels = [f"{text} q{number}x" for text in ALIKE]
    answers, fine = added_at_once(processes, priya, omar, [[label] for label in labels], deed)
    made = [term.id for term in Term.select().where(Term.label.in_(labels))]
    linked = TermLink.select().where(TermLink.a.in_(made), TermLink.b.in_(made)).count()
    return answers, fine and len(made) == 2 and linked == 2


def test_two_similar_terms_made_at_once_are_linked(contenders, priya, omar):
    processes = contenders(2)
    for number in range(ROUNDS):
        answers, fine = alike_at_once(processes, priya, omar, number)
        assert fine, answers


@pytest.mark.postgres_only  # SQLite lets one write at a time anyway
def test_out_of_turn_they_miss_each_other(contenders, priya, omar):
    processes = contenders(2)
    outcomes = (
        alike_at_once(processes, priya, omar, number, "add_words_out_of_turn")[1] for number in range(ROUNDS)
    )
    assert not all(outcomes), "the race test would not notice a missing turn"


def test_the_same_words_in_opposite_order_wait_for_nobody_for_ever(contenders, priya, omar):
    processes = contenders(2)
    texts = ["Pizza", "Sourdough", "Yeast", "Baking", "Flour"]
    for _ in range(ROUNDS):
        PersonTerm.delete().execute()
        Term.update(uses=0).execute()
        answers, fine = added_at_once(processes, priya, omar, [texts, texts[::-1]])
        assert fine, answers
        assert {term.uses for term in Term.select().where(Term.label.in_(texts))} == {2}


def test_a_split_and_a_new_word_at_once_lose_neither_word_nor_count(contenders, priya, omar):
    processes = contenders(2)
    for number in range(ROUNDS):
        PersonTerm.delete().execute()
        Term.update(uses=0).execute()
        root, spelling = Term.named(f"Zwiebelkuchen q{number}x"), f"zwk{number}"
        PersonTerm.create(person=priya, term=root, facet="offer", typed=spelling)
        Term.count_use({root.id: 1})
        answers = processes.race(
            [
                ("split_spelling", {"term": root.id, "spelling": spelling}),
                ("add_words", {"by": omar.id, "facet": "seek", "texts": [spelling, root.label]}),
            ]
        )
        # Whoever is first makes the term of this spelling; then there is nothing left to split off.
        assert answers[1][0] == "done" and answers[0][0] in ("done", "refused"), answers
        held = Counter(row.term_id for row in PersonTerm.select())
        assert held == {term.id: term.uses for term in Term.select() if term.uses}
        assert sum(held.values()) == 3


def renamed_or_split(processes, priya, omar, number, deed, facts):
    """One round: a deed comes to a term and one that nobody used so far, while somebody writes both; the answers."""
    PersonTerm.delete().execute()
    Term.update(uses=0).execute()
    root, spare = Term.named(f"Zwiebelkuchen q{number}x"), Term.named(f"zwk{number}")
    PersonTerm.create(person=priya, term=root, facet="offer", typed=spare.label)
    Term.count_use({root.id: 1})
    written = {"by": omar.id, "facet": "seek", "texts": [spare.label, root.label], "slowly": True}
    deeds = [(deed, {"term": root.id, facts: spare.label, "slowly": True}), ("add_words", written)]
    return processes.race(deeds)


@pytest.mark.parametrize(("deed", "facts"), [("split_spelling", "spelling"), ("rename_term", "label")])
def test_a_deed_and_a_writer_do_not_wait_for_each_other_for_ever(contenders, priya, omar, deed, facts):
    processes = contenders(2)
    for number in range(ROUNDS):
        answers = renamed_or_split(processes, priya, omar, number, deed, facts)
        assert [outcome for outcome, _ in answers] in (["done", "done"], ["refused", "done"]), answers
        held = Counter(row.term_id for row in PersonTerm.select())
        assert held == {term.id: term.uses for term in Term.select() if term.uses}


@pytest.mark.postgres_only  # SQLite lets one write at a time anyway
def test_without_one_order_of_terms_they_wait_for_each_other_for_ever(contenders, priya, omar):
    processes = contenders(2)
    rounds = (
        renamed_or_split(processes, priya, omar, number, "rename_term_as_it_comes", "label")
        for number in range(ROUNDS)
    )
    assert any("deadlock" in str(answers) for answers in rounds), (
        "the race test would not notice a missing order"
    )
