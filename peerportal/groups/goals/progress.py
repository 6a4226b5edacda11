"""How far a goal is: a check-in's words, and the sentence that the latest one makes with the measure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from peerportal.groups.goals.amounts import shown
from peerportal.groups.goals.words import Wording


@dataclass(frozen=True)
class CheckedIn:
    """What a check-in says: a number, a line, or both. The number is canonical text."""

    value: str = ""
    line: str = ""

    @classmethod
    def read(cls, text: str) -> CheckedIn:
        """What `text` made."""
        kept = json.loads(text)
        return cls(value=kept.get("value", ""), line=kept.get("line", ""))

    def text(self) -> str:
        """As one text for the vault; what is empty is left out."""
        said = {"value": self.value, "line": self.line}
        return json.dumps({name: text for name, text in said.items() if text}, ensure_ascii=False)

    @property
    def number(self) -> Decimal | None:
        return Decimal(self.value) if self.value else None


def said(wording: Wording, now: Decimal | None, done: int, steps: int) -> str:
    """How far it is, in a few words: by its numbers, else by its steps; empty when neither says anything."""
    if now is None:
        return f"{done} of {steps} {'step' if steps == 1 else 'steps'} done" if steps else ""
    unit = f" {wording.unit}" if wording.unit else ""
    if wording.last is None:
        return f"{shown(now)}{unit}"
    if wording.first:
        return f"now {shown(now)}, {wording.in_numbers}"
    return f"{shown(now)} of {shown(wording.last)}{unit}"


def is_there(wording: Wording, now: Decimal | None) -> bool:
    """Whether the latest number is as good as the target, so that "reached" may be offered."""
    if now is None or wording.last is None:
        return False
    return now <= wording.last if _falls(wording) else now >= wording.last


def _falls(wording: Wording) -> bool:
    return wording.first is not None and wording.last is not None and wording.last < wording.first
