"""What of a known person a row of the roster would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peerportal.core.text import fold
from peerportal.people.roster.rows import PersonRow

# The organisation's facts follow the roster always. What belongs to a person's own profile follows it only until
# they join; from then on it is theirs.
FACTS = ("name", "email", "employee_no", "title", "department", "location", "level", "hired_on")
OWN = ("time_zone", "languages", "offers", "seeks")
NOT_JOINED = ("listed", "invited")


@dataclass(slots=True)
class Known:
    """Somebody already known, with everything a roster may change; empty where there is nothing."""

    id: int
    state: str
    name: str
    email: str = ""
    employee_no: str = ""
    manager_id: int | None = None
    title: str = ""
    department: str = ""
    location: str = ""
    level: str = ""
    time_zone: str = ""
    hired_on: dt.date | None = None
    languages: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()


def differences(known: Known, row: PersonRow) -> dict[str, tuple[Any, Any]]:
    """Field → (before, after) for what the row says otherwise; what it leaves empty is never a difference."""
    has_account = known.email or row.email
    parts = FACTS + OWN if known.state in NOT_JOINED and has_account else FACTS
    found = {part: (getattr(known, part), getattr(row, part)) for part in parts}
    if keeps_address(known, row):
        del found["email"]
    return {part: pair for part, pair in found.items() if pair[1] and not _same(part, *pair)}


def keeps_address(known: Known, row: PersonRow) -> bool:
    """Whether the row names another address for somebody who has joined.

    Theirs stays: whoever could move it to another mailbox could have a sign-in link sent there and read their words
    (docs/decisions/0008-an-address-is-its-owners.md).
    """
    joined = known.state not in NOT_JOINED
    return joined and bool(known.email) and bool(row.email) and not _same("email", known.email, row.email)


def _same(part: str, before: Any, after: Any) -> bool:
    if part in ("languages", "offers", "seeks"):
        return _folded(before) == _folded(after)
    if part == "level":
        return fold(before) == fold(after)
    if part == "email":
        return str(before).casefold() == str(after).casefold()
    return bool(before == after)


def _folded(words: Iterable[str]) -> set[str]:
    return {fold(word) for word in words}
