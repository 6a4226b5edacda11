"""The words of a goal: its five parts and its measure, as they are typed, sealed and compared."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict, dataclass, fields
from decimal import Decimal

from peerportal.groups.goals.amounts import shown

PARTS = ("specific", "measurable", "attainable", "relevant", "timely")
LIMIT = 500
TITLE = 90
NO_WORDS = "A goal without words yet"
_SENTENCE_ENDS = re.compile(r"(?<=[.!?。؟])\s|\n")


@dataclass(frozen=True)
class Wording:
    """Everything that a goal says; each of it may be empty. `start` and `target` are canonical numbers as text."""

    specific: str = ""
    measurable: str = ""
    attainable: str = ""
    relevant: str = ""
    timely: str = ""
    start: str = ""
    target: str = ""
    unit: str = ""
    due_on: str = ""

    @classmethod
    def read(cls, text: str) -> Wording:
        """The wording that `text` made; what it does not know is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})

    def text(self) -> str:
        """As one text for the vault; what is empty is left out."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False)

    @property
    def is_empty(self) -> bool:
        return self == Wording()

    @property
    def in_short(self) -> str:
        """The goal in one sentence: the first of what is said to be specific, else of any other part."""
        said = next((text for text in (getattr(self, part) for part in PARTS) if text), "")
        first = _SENTENCE_ENDS.split(said, maxsplit=1)[0].strip() or NO_WORDS
        return first if len(first) <= TITLE else first[:TITLE].rsplit(" ", 1)[0][:TITLE] + " …"

    @property
    def due(self) -> dt.date | None:
        """The day it is due."""
        return dt.date.fromisoformat(self.due_on) if self.due_on else None

    @property
    def first(self) -> Decimal | None:
        """The number it starts from."""
        return Decimal(self.start) if self.start else None

    @property
    def last(self) -> Decimal | None:
        """The number it is to reach."""
        return Decimal(self.target) if self.target else None

    @property
    def in_numbers(self) -> str:
        """The measure in words: "from 10 to 2 mistakes"."""
        start = f"from {shown(self.first)}" if self.first is not None else ""
        target = f"to {shown(self.last)}" if self.last is not None else ""
        numbers = " ".join(part for part in (start, target) if part)
        return f"{numbers} {self.unit}".strip() if numbers else ""
