"""A generated organisation for measuring: the same people for the same seed, whatever the size.

Offers and seeks follow Zipf's law (s = 1) over the shipped vocabulary, which grows with the organisation (2,000
labels for 500 people, 5,000 for 10,000); the reporting line is a tree of eight; one use in seven is mistyped.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from peewee import fn

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.text import fold
from peerportal.people.models import Level, Person, PersonTerm, Profile
from peerportal.people.models.profile import FACETS, FORMATS
from peerportal.programmes.models import Enrolment, Programme
from peerportal.terms.lexicon import DATA, shipped
from peerportal.terms.models import Term
from peerportal.terms.normalise import read

FIRST = "Ada Amir Bao Chidi Dana Emre Fatima Goran Hye Ines Jamal Kira Leif Mina Nuno Olga Paul Qi Rosa Sami".split()
LAST = "Abe Bauer Cruz Diop Endo Farah Gray Haas Ito Jung Khan Lund Mori Nair Osei Park Quin Rossi Silva Tran".split()
ZONES = ("Europe/Amsterdam", "Europe/Lisbon", "America/Toronto", "Asia/Singapore", "Africa/Cairo")
LANGUAGES = ("English", "Dutch", "Portuguese", "French", "Mandarin Chinese", "Arabic")
MOST = {"offer": 6, "seek": 4, "interest": 3, "situation": 1}
BATCH = 400


def vocabulary(people: int) -> list[str]:
    """The labels people choose from, the most popular first."""
    with gzip.open(DATA / "labels.txt.gz", "rt", encoding="utf-8") as file:
        labels = [line.split("\t")[0].strip() for line in file]
    seen: dict[str, str] = {}
    for label in labels:
        seen.setdefault(read(label, shipped()).key, label)
    return [label for label in seen.values() if len(label) <= 80][: 2000 if people < 5000 else 5000]


def fill(people: int, seed: int) -> list[int]:
    """Write an organisation of this many people into the open database; returns the keys of the people."""
    rng = random.Random(seed)
    programme = Programme.found("Measured")
    levels = [Level.create(name=f"Level {n}", folded=f"level {n}", rank=n).id for n in range(1, 7)]
    _write(Person, [_person(rng, n, levels) for n in range(1, people + 1)])
    ids = [row[0] for row in Person.select(Person.id).order_by(Person.id).tuples()]
    managers = [(ids[n], ids[(n - 1) // 8]) for n in range(1, people)]
    for one, manager in managers:
        Person.update(manager=manager).where(Person.id == one).execute()
    _write(Profile, [_profile(rng, one) for one in ids])
    _write(Enrolment, [{"programme": programme.id, "person": one} for one in ids])
    _terms(rng, ids, vocabulary(people))
    return ids


def _person(rng: random.Random, n: int, levels: list[int]) -> dict[str, Any]:
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)} {n}"
    address = f"person{n}@example.com"
    place = rng.randrange(20)
    return {
        "ref": new_ref(),
        "state": "active",
        "name": name,
        "search_name": fold(name),
        "email": address,
        "folded_email": address,
        "title": "Engineer",
        "department": f"Department {rng.randrange(40)}",
        "location": f"Place {place}",
        "level": rng.choices(levels, (30, 30, 20, 12, 6, 2))[0],
        "time_zone": ZONES[place % len(ZONES)],
        "joined_at": clock.now(),
    }


def _profile(rng: random.Random, person: int) -> dict[str, Any]:
    starts = rng.randrange(7, 11) * 60
    return {
        "person": person,
        "line": "I like to learn something every week.",
        "languages": ["English", *rng.sample(LANGUAGES[1:], rng.randrange(3))],
        "formats": rng.sample(FORMATS, rng.randrange(1, 4)),
        "starts": starts,
        "ends": starts + 480,
        "room": rng.choices((1, 2, 3), (5, 3, 2))[0],
        "step": 9,
        "published_at": clock.now(),
    }


def _terms(rng: random.Random, ids: list[int], labels: list[str]) -> None:
    # Through the verb, so that terms are linked to their like as people's own are.
    numbers = [Term.named(label).id for label in labels]
    popularity = list(accumulate(1 / (place + 1) for place in range(len(labels))))
    rows: list[dict[str, Any]] = []
    for person in ids:
        for facet in FACETS:
            chosen = rng.choices(
                range(len(labels)), cum_weights=popularity, k=rng.randrange(1, MOST[facet] + 1)
            )
            for position, place in enumerate(dict.fromkeys(chosen)):
                typed = _mistyped(rng, labels[place])
                rows.append(
                    {
                        "person": person,
                        "term": numbers[place],
                        "facet": facet,
                        "typed": typed,
                        "position": position,
                    }
                )
    _write(PersonTerm, rows)
    Term.update(uses=PersonTerm.select(fn.COUNT(PersonTerm.id)).where(PersonTerm.term == Term.id)).execute()


def _mistyped(rng: random.Random, label: str) -> str:
    if rng.random() > 0.15 or len(label) < 5:
        return label
    at = rng.randrange(1, len(label) - 1)
    return label[:at] + label[at + 1] + label[at] + label[at + 2 :]


def _write(model: Any, rows: list[dict[str, Any]]) -> None:
    for part in _parts(rows):
        model.insert_many(part).execute()


def _parts(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
