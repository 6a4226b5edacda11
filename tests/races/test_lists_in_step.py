"""Two processes show everybody the same lists after every edit, and the same as comparing every pair anew."""

import multiprocessing
import random

import pytest

from peerportal.matching.index.index import Index
from peerportal.people.models import Level, Person
from tests.cast import make_person, make_programme
from tests.races import reader
from tests.races.edits import LABELS, edit

pytestmark = pytest.mark.long
ROUNDS, PEOPLE = 300, 16


class Readers:
    """Processes with an index each; `ask(people)` gives what each of them shows these people."""

    def __init__(self, settings, count, follows):
        context = multiprocessing.get_context("spawn")
        self._ends = []
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=reader.main, args=(vars(settings), theirs, follows), daemon=True)
            process.start()
            self._ends.append((process, ours))
        assert all(ours.poll(60) and ours.recv() == "ready" for _, ours in self._ends)

    def ask(self, people):
        for _, ours in self._ends:
            ours.send(people)
        assert all(ours.poll(60) for _, ours in self._ends)
        return [ours.recv() for _, ours in self._ends]

    def stop(self):
        for process, ours in self._ends:
            ours.send(None)
            process.join(20)
            if process.is_alive():
                process.kill()


@pytest.fixture
def readers(app, settings):
    started = []

    def start(count, *, follows=True):
        started.append(Readers(settings, count, follows))
        return started[-1]

    yield start
    for each in started:
        each.stop()


@pytest.fixture
def organisation(app):
    """People of all kinds, drawn at random but the same each time."""
    rng = random.Random(11)
    programme = make_programme()
    held = [Level.create(name=f"Level {n}", folded=f"level {n}", rank=n) for n in (1, 2, 3)]
    made = []
    for number in range(PEOPLE):
        said = {facet: rng.sample(LABELS, rng.randrange(1, 4)) for facet in ("offers", "seeks", "interests")}
        about = {"department": rng.choice(["Legal", "Sales", "Care"]), "level": rng.choice([*held, None])}
        about |= {"manager": rng.choice([*made, None]) if made else None, "room": rng.choice((1, 2, 3))}
        made.append(make_person(f"Person {number}", programme=programme, **said, **about))
    Person.update(is_coordinator=True).where(Person.id == made[0].id).execute()
    return rng


def in_short(lists):
    """What the plain way answers, too."""
    return [
        (state, [card[:2] for card in cards], tally) if state == "ready" else (state,)
        for state, cards, tally, _ in lists
    ]


def differences(readers, rng):
    """What is wrong with the lists of three people just now."""
    everybody = [row.id for row in Person.select(Person.id).order_by(Person.id)]
    people = rng.sample(everybody, 3)
    answers, anew = readers.ask(people), Index.read()
    assert not [answer for answer in answers if isinstance(answer, str)], answers
    found = [("readers", people)] if any(answer != answers[0] for answer in answers) else []
    for person in people:
        lists, _ = answers[0][person]
        if in_short(lists) != reader.plainly_shown(anew, person):
            found.append(("plain", person))
    return found


def test_two_processes_show_the_same_after_every_edit_and_it_is_right(readers, organisation):
    both, done = readers(2), []
    assert not differences(both, organisation)
    for _ in range(ROUNDS):
        done.append(edit(organisation))
        assert not differences(both, organisation), done[-5:]
    assert len({name for name in done if not name.endswith("refused")}) > 25


def test_the_comparison_notices_processes_that_do_not_follow(readers, organisation):
    deaf, wrong = readers(1, follows=False), 0
    differences(deaf, organisation)
    for _ in range(30):
        edit(organisation)
        wrong += bool(differences(deaf, organisation))
    assert wrong > 10
