"""Organisations large enough for the search to prove itself, and the strange ones: against the plain way."""

import random
from dataclasses import replace

import numpy as np
import pytest

from peerportal.matching.filters import Narrowing, SuggestionFilter
from peerportal.matching.index.best import Effort
from peerportal.matching.index.pool import Pool, Question
from peerportal.matching.peer import Peer
from peerportal.matching.rules import Bounds, Ties, reporting_line
from peerportal.matching.score import Wishes
from tests.matching.index.oracle import Plain

MANY = 1300
NEAR = {1: {31: 92, 32: 64}, 2: {33: 80}, 31: {1: 92}, 32: {1: 64}, 33: {2: 80}}


def somebody(rng, number):
    """Popular terms are low numbers; terms above thirty are spellings of the first ones."""

    def terms(most):
        return tuple(dict.fromkeys(min(int(rng.paretovariate(0.7)), 34) for _ in range(rng.randint(0, most))))

    return Peer(
        number,
        state="active" if rng.random() < 0.95 else "paused",
        department=rng.choice(["", "Legal", "Sales", "Engineering"]),
        location=rng.choice(["", "Pune"]),
        level=rng.choice([None, 1, 2, 3, 4]),
        manager=rng.choice([None, *range(1, 20)]),
        hours=rng.choice([0, (1 << 160) - 1, 15 << 100]),
        formats=frozenset(rng.sample(["video", "phone"], rng.randint(0, 2))),
        languages=frozenset(rng.sample(["English", "Polish"], rng.randint(0, 2))),
        offers=terms(5), seeks=terms(4), interests=frozenset(terms(2)), situations=frozenset(terms(1)),
        room=rng.randint(0, 3), joined_on=rng.randint(0, 60), asked=rng.randint(0, 4), shown=rng.randint(0, 40),
    )  # fmt: skip


def crowd(**facts):
    rng = random.Random(7)
    return [replace(somebody(rng, number), **facts) for number in range(1, MANY + 1)]


def fifteen(rng):
    return tuple(rng.sample(range(1, 34), 15))


def managed_in_a_circle():
    return [replace(peer, manager=peer.id % 5 + 1) for peer in crowd()]


def offering_fifteen():
    rng = random.Random(5)
    return [replace(peer, offers=fifteen(rng), seeks=fifteen(rng)) for peer in crowd()]


STRANGE = {
    "as they come": crowd,
    "everybody in one department": lambda: crowd(department="Legal", location="Pune"),
    "nobody says anything": lambda: crowd(offers=(), seeks=(), interests=frozenset(), situations=frozenset()),
    "everybody the same": lambda: crowd(**vars_of(Peer(0, offers=(1,), seeks=(2,), department="Sales"))),
    "fifteen offers and fifteen wishes each": offering_fifteen,
    "only related terms": lambda: crowd(offers=(32,), seeks=(32, 1)),
    "one who offers more than anybody may": lambda: [Peer(MANY + 1, offers=tuple(range(1, 1200))), *crowd()],
    "a circle in the reporting line": managed_in_a_circle,
}


def vars_of(peer):
    names = (
        "state department location level manager hours formats languages offers seeks interests situations"
    )
    counted = "room joined_on asked shown"
    return {name: getattr(peer, name) for name in f"{names} {counted}".split()}


def asked_by(viewer, people, **narrowing):
    line = reporting_line(viewer.id, {peer.id: peer.manager for peer in people})
    ties = Ties(line, frozenset({4, 5}), frozenset({6}), frozenset({7}))
    chosen = Narrowing(SuggestionFilter(**narrowing), {1, 31}, {1, 2, 3, 900}) if narrowing else None
    return Question(viewer, ties, Bounds(), Wishes(), today=50, week=202640, narrowing=chosen)


def questions(people):
    """Of some, of somebody who says nothing, who seeks what everybody knows, who filters."""
    viewers = people[3], people[40], replace(people[8], seeks=(1, 2, 3, 4, 5), offers=(1, 2, 3))
    silent = replace(people[9], offers=(), seeks=(), interests=frozenset(), situations=frozenset())
    yield from (asked_by(viewer, people) for viewer in (*viewers, silent, Peer(5000, seeks=(1,))))
    for chosen in (
        {"department": "legal"},
        {"term": "python"},
        {"q": "lin", "hours": 2},
        {"language": "polish"},
    ):
        yield asked_by(people[3], people, **chosen)
    for component in ("exchange", "common"):
        yield replace(asked_by(people[40], people), wishes=Wishes({component: 0}, "same", "different"))
    nothing = dict.fromkeys(("exchange", "common", "practical", "level", "difference"), 0)
    yield replace(asked_by(people[40], people), wishes=Wishes(nothing))
    yield replace(asked_by(people[40], people), ties=Ties(line=range(100, 900), closed=np.arange(950, 1000)))
    yield replace(asked_by(people[40], people), bounds=Bounds(level_gap=0, shared_minutes=600))


@pytest.mark.parametrize("people", STRANGE.values(), ids=STRANGE.keys())
def test_the_search_finds_the_best_of_many(people):
    everybody = people()
    plain = Plain(near=NEAR)
    for peer in everybody:
        plain.put(peer)
    pool = Pool.of(everybody, NEAR)
    for question in questions(everybody):
        ranked, answer = plain.best(question), pool.ask(question)
        for pool.effort in (Effort(), Effort(few=0, promising=40, first=16)):
            assert answer.best(10) == ranked[:10]
            assert answer.best() == ranked[:100]
        assert answer.tally() == plain.sorted(question).tally
        assert answer.wild({1, 2}) == plain.wild(question, {1, 2})


def test_an_empty_organisation_has_nobody_to_show():
    answer = Pool.of([], {}).ask(asked_by(Peer(1, seeks=(1,), department="Legal"), []))
    assert answer.best() == [] and answer.wild(()) is None and answer.surprise(random.choice) is None
    assert answer.tally().people == 0


def test_a_term_that_became_near_is_found_at_once():
    people = [Peer(number, offers=(number % 9 + 40,)) for number in range(1, MANY)]
    pool = Pool.of(people, {})
    question = asked_by(Peer(5000, seeks=(77,)), people)
    before = pool.ask(question).best(1)[0][1]
    pool.relink({77: {44: 95}, 44: {77: 95}}, {77, 44})
    (found, points), *_ = pool.ask(question).best(1)
    assert points > before and pool.peer(found).offers == (44,)
