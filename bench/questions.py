"""Drawing a question from banks of 156 and of 10,000: the next one, among half drawn ones, and finding none left."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from bench import pairs
from bench.figures import SAID, WIDTH, Times
from peerportal import create_app
from peerportal.activities.banks import drawing, placing
from peerportal.activities.banks.drawing import Wanted
from peerportal.activities.models import DrawnQuestion, Question, QuestionSet
from peerportal.activities.models.content import BANK
from peerportal.core import db
from peerportal.core.migrate import migrate
from peerportal.core.settings import Settings
from peerportal.groups.models import Group
from peerportal.groups.starters import STAGES, THEMES
from peerportal.people.models import Person, Profile
from peerportal.programmes.models import Programme

SIZES = (156, 10_000)
DRAWS = 100


def measure(seed: int) -> int:
    """Print the times; returns how many draws were wrong (a question twice, or one missed)."""
    print(f"\nDrawing a question\n{'bank':>9}  {'':{WIDTH}} {SAID}", flush=True)
    return sum(_measure(size, seed) for size in SIZES)


def _measure(size: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        create_app(Settings(data_dir=Path(folder), jobs=False))
        migrate(db.database.obj)
        with db.database.connection_context(), db.transaction():
            group = _filled(size, random.Random(seed))
            wrong = _draws(group, size, random.Random(seed))
        db.database.obj.close_all()
    return wrong


def _filled(size: int, rng: random.Random) -> Group:
    Programme.found("Measured")
    two = [Person.create(name=name, search_name=name, state="active") for name in ("Ada", "Bo")]
    for person in two:
        Profile.create(person=person)
    bank = QuestionSet.create(shape=BANK, name="Measured")
    for number in range(size):
        stages = " ".join(rng.sample(list(STAGES), rng.randint(1, 3)))
        words = f"Question {number}?"
        Question.create(set=bank, words=words, theme=rng.choice(THEMES), stages=stages)
    placing.place_all(Question.select())
    return Group.get(Group.ref == pairs.pair(two[0].id, two[1].id))


def _draws(group: Group, size: int, rng: random.Random) -> int:
    some = min(DRAWS, size // 4)
    had: list[int] = []

    def draw(wanted: Wanted) -> None:
        found = drawing.draw(group, wanted)
        if found is not None and found.question is not None:
            had.append(found.question.id)

    def wishes(many: int) -> list[Wanted]:
        return [Wanted(rng.choice(("", *THEMES)), rng.choice(("", *STAGES))) for _ in range(many)]

    _line(size, "of any theme and stage", Times.of(draw, [Wanted()] * some))
    _line(size, "of a theme and stage, another each time", Times.of(draw, wishes(some)))
    left = [row.id for row in Question.select(Question.id) if row.id not in set(had)]
    half = rng.sample(left, len(left) // 2)
    DrawnQuestion.insert_many([{"group": group.id, "question": key} for key in half]).execute()
    _line(size, "any, when half is drawn at random", Times.of(draw, [Wanted()] * (some // 2)))
    for _ in range(size):
        draw(Wanted())
    _line(size, "finding that none is left", Times.of(draw, [Wanted()] * 20))
    return abs(size - len(half) - len(set(had))) + len(had) - len(set(had))


def _line(size: int, name: str, times: Times) -> None:
    print(f"{size:>9,}  {name:{WIDTH}} {times.said}", flush=True)
