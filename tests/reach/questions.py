"""Banks, decks and the questions in them, which coordinators look after."""

from tests.reach.case import COORDINATORS, Case


def question_sets(world):
    """A bank and a deck; what is for banks alone is not there for a deck."""
    return [
        Case({"ref": world.bank.ref}, COORDINATORS),
        Case({"ref": world.deck.ref}, COORDINATORS, also=("missing",)),
    ]


def questions(world):
    return [Case({"ref": world.question.ref}, COORDINATORS)]


def offered_questions(world):
    return [Case({"ref": world.offered.ref}, COORDINATORS)]


REACH = {
    "bank or deck, for coordinators": question_sets,
    "question, for coordinators": questions,
    "offered question, for coordinators": offered_questions,
}
