"""What a preview says in words."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peerportal.people.roster.headers import FIELDS
from peerportal.people.roster.plan import ABSENT, CHANGE, CREATE, LEAVE, LIST, REFUSE, Verdict

LONGEST_REASON = 1500
KINDS = {
    CREATE: "New",
    CHANGE: "Changed",
    LEAVE: "Left as they are",
    LIST: "Without e-mail",
    REFUSE: "Refused",
    ABSENT: "Not in the file",
}
_LABELS = FIELDS | {"manager": "Manager"}
_TROUBLES = {
    "managers_missing": ("manager could not be found", "managers could not be found"),
    "managers_ambiguous": ("manager's name fits several people", "managers' names fit several people"),
    "managers_circular": ("person stands in a circle of managers", "people stand in a circle of managers"),
    "managers_themselves": ("person is named as their own manager", "people are named as their own managers"),
    "emails_kept": (
        "e-mail address stays, since its owner has joined",
        "e-mail addresses stay, since their owners have joined",
    ),
    "emails_changed": ("e-mail address would change", "e-mail addresses would change"),
}


def reason(verdict: Verdict) -> str:
    """Why a line got its verdict: what would change, then what else there is to say."""
    changes = [
        f"{_LABELS[part]}: {_said(pair[0])} → {_said(pair[1])}." for part, pair in verdict.changes.items()
    ]
    return " ".join([*changes, *verdict.reasons])[:LONGEST_REASON]


def _said(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return (", ".join(value) if isinstance(value, tuple) else str(value)) if value else "nothing"


def troubles(counts: Mapping[str, int]) -> list[str]:
    """One line for each kind of trouble the whole file has."""
    return [
        f"{counts[key]:,} {words[counts[key] != 1]}." for key, words in _TROUBLES.items() if counts.get(key)
    ]


def summary(counts: Mapping[str, int]) -> list[str]:
    """What an import would do, one line a verdict."""
    return [f"{label}: {counts.get(kind, 0):,}" for kind, label in KINDS.items()]


class Tally:
    """Counts verdicts as they pass, and takes their fingerprint, so that what is confirmed is what is done."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._digest = hashlib.sha256()

    def follow(self, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
        """The same verdicts, counted."""
        for verdict in verdicts:
            self.counts[verdict.kind] += 1
            self._digest.update(f"{verdict.line}\x1f{verdict.kind}\x1f{reason(verdict)}\x1e".encode())
            yield verdict

    @property
    def fingerprint(self) -> str:
        return self._digest.hexdigest()
