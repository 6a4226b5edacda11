"""A programme: its purpose, its rules and whether it is open."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import SQL, AutoField, BooleanField, CharField, Check, IntegerField, JSONField, TextField

from peerportal.core import changes, clock, log
from peerportal.core.db import BaseModel, DayField, RefField, UTCDateTimeField, locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold
from peerportal.people.models import Person
from peerportal.programmes import words

DRAFT, OPEN, CLOSED = "draft", "open", "closed"
WISHES = ("any", "different", "same")
LONG_SETTINGS = ("purpose", "company_gives", "ground_rules", "audience", "weights")


class Programme(BaseModel):
    """What a coordinator sets. An empty `ends_on` means always on; `level_gap` empty means closeness is only a wish."""

    id = AutoField()
    ref = RefField()
    state = CharField(max_length=6, default=DRAFT)
    name = CharField(max_length=120)
    purpose = TextField(default="")
    starts_on = DayField(null=True)
    ends_on = DayField(null=True)
    cadence_days = IntegerField(default=30)
    audience: Any = JSONField(default=dict)  # {"departments": [...], "locations": [...]}; empty is everybody
    company_gives = TextField(default="")
    ground_rules = TextField(default="")
    department_wish = CharField(max_length=9, default="different")
    place_wish = CharField(max_length=9, default="any")
    level_gap = IntegerField(null=True)
    shared_hours = IntegerField(default=0)  # minutes a week that two people must share; 0 is only a wish
    weights: Any = JSONField(default=dict)  # component → notch 0..4, two being normal
    wild_card = IntegerField(default=1)
    pending_out = IntegerField(default=3)
    pending_in = IntegerField(default=5)
    remind_days: Any = JSONField(default=lambda: [3, 7])
    expiry_days = IntegerField(default=10)
    cooldown_days = IntegerField(default=60)
    version = IntegerField(default=1)
    made_at = UTCDateTimeField(default=clock.now)
    approves_circles = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])

    class Meta:
        constraints = [
            Check("state IN ('draft', 'open', 'closed')"),
            Check("department_wish IN ('any', 'different', 'same')"),
            Check("place_wish IN ('any', 'different', 'same')"),
        ]

    @classmethod
    def current(cls) -> Programme:
        """The programme of this portal; RuleBroken while the portal waits for its set-up."""
        found = cls.select().order_by(cls.state != OPEN, cls.id.desc()).first()
        if found is None:
            raise RuleBroken("There is no programme yet: this portal waits for its set-up.")
        return found

    @property
    def is_running(self) -> bool:
        """Whether people may ask each other today: it is open, has begun and is not over."""
        today = clock.today()
        begun = self.starts_on is None or self.starts_on <= today
        return self.state == OPEN and begun and (self.ends_on is None or today <= self.ends_on)

    @property
    def rules(self) -> list[str]:
        """The ground rules, one a line of the text."""
        return [line for line in self.ground_rules.splitlines() if line.strip()]

    def weight(self, component: str) -> int:
        """The notch of a component of the order of suggestions, 0 to 4, two being normal."""
        return self.weights.get(component, words.NORMAL)

    def is_for(self, person: Person) -> bool:
        """Whether the audience takes in this person; an empty list of departments or places takes in everybody."""
        wished = ((person.department, "departments"), (person.location, "locations"))
        return all(
            not self.audience.get(key) or fold(value) in {fold(name) for name in self.audience[key]}
            for value, key in wished
        )

    @classmethod
    def found(cls, name: str, by: Person | None = None) -> Programme:
        """Make the portal's programme, open at once, with the usual defaults; in a transaction of its own."""
        with transaction():
            programme = cls.create(
                name=name, state=OPEN, purpose=words.PURPOSE, ground_rules=words.GROUND_RULES
            )
            programme._tell(by, "founded")
        return programme

    def revise(self, by: Person, version: int, **settings: Any) -> list[str]:
        """Change settings, unless somebody else did since `version`; one line in the log for each that changed.

        Returns the names of the changed settings.
        """
        with transaction():
            fresh = locked(Programme.select().where(Programme.id == self.id)).get()
            if fresh.version != version:
                raise RuleBroken(
                    "Somebody else changed the programme in the meantime. Open the page again to see it."
                )
            changed = [name for name, value in settings.items() if getattr(fresh, name) != value]
            for name in changed:
                fresh._tell(by, "changed", _difference(name, getattr(fresh, name), settings[name]))
            if changed:
                values = {name: settings[name] for name in changed}
                Programme.update(version=version + 1, **values).where(Programme.id == self.id).execute()
        return changed

    def open(self, by: Person) -> None:
        """Let people find and ask each other; opening an open programme changes nothing."""
        self._move(by, OPEN, "opened")

    def close(self, by: Person) -> None:
        """End finding and asking; groups that meet go on. Closing a closed programme changes nothing."""
        self._move(by, CLOSED, "closed")

    def _move(self, by: Person, state: str, deed: str) -> None:
        with transaction():
            still = (Programme.id == self.id) & (Programme.state != state)
            moved = Programme.update(state=state, version=Programme.version + 1).where(still).execute()
            if moved:
                self._tell(by, deed)

    def _tell(self, by: Person | None, deed: str, reason: str = "") -> None:
        log.write(by.id if by else 0, deed, "programme", self.ref, reason)
        changes.record("programme", a=self.id)


def _difference(name: str, old: Any, new: Any) -> str:
    label = words.SETTINGS[name]
    return label if name in LONG_SETTINGS else f"{label}: {_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "none" if value is None else str(value)
