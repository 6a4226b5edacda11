"""Banks for tests: a few questions of one's own making, laid out as those of the portal are."""

from peerportal.activities.banks import placing
from peerportal.activities.models import Question, QuestionSet, QuestionWording
from peerportal.activities.models.content import BANK


def make_bank(name, *questions):
    """A bank of (theme, stages, shuffle) questions; without a shuffle they lie somewhere."""
    made = QuestionSet.create(shape=BANK, name=name)
    for number, (theme, stages, *shuffle) in enumerate(questions):
        add(made, f"{name} question {number}?", theme, stages, *shuffle)
    return made


def add(bank, words, theme, stages, *shuffle):
    facts = {"shuffle": shuffle[0]} if shuffle else {}
    row = Question.create(set=bank, words=words, theme=theme, stages=stages, **facts)
    QuestionWording.create(question=row, version=1, words=words)
    placing.place(row)
    return row
