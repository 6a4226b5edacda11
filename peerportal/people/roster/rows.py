"""One record of a roster as a person: every cell cleaned, judged and given a reason where it will not do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email

from peerportal.core.text import clean, fold, fold_email
from peerportal.people.roster import dates
from peerportal.people.roster.headers import FIELDS

LONGEST = {"email": 254, "employee_no": 60, "level": 80, "time_zone": 60, "hired_on": 60} | {
    part: 120 for part in ("name", "first_name", "last_name", "title", "department", "location")
}
MANY = ("languages", "offers", "seeks")
MOST_IN_A_CELL = {"languages": 10, "offers": 15, "seeks": 15}
LONGEST_TERM = {"languages": 40, "offers": 80, "seeks": 80}
_BETWEEN = re.compile(r"[;|\n,]")
_WRAPPED = re.compile(r".*<([^<>]+)>")
_NUMBERED = re.compile(r"(.*?)\s*[(\[]([^()\[\]]+)[)\]]")
_PLAIN = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "msc", "mba", "dr", "cpa", "esq"}
OWN_NETWORKS = (".local", ".internal", ".test")
# Letters by category that show nothing: Hangul fillers.
_UNSEEN = set("\u115f\u1160\u3164\uffa0")
# Cells in which a system writes that there is nothing.
_NOTHING = {"", "-", "--", "n/a", "na", "#n/a", "null", "none", "(blank)", "(empty)", "?"}


@dataclass(slots=True)
class Reference:
    """How a row names its manager; empty texts where it does not. `given` is what stood in the file."""

    email: str = ""
    number: str = ""
    name: str = ""
    given: str = ""


@dataclass(slots=True)
class PersonRow:
    """One person of the file. Empty means the file says nothing; `faults` refuse the row, `notes` only go with it."""

    line: int
    name: str = ""
    email: str = ""
    employee_no: str = ""
    title: str = ""
    department: str = ""
    location: str = ""
    level: str = ""
    time_zone: str = ""
    hired_on: dt.date | None = None
    languages: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    manager: Reference | None = None  # None: the file has no column for it
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def folded_email(self) -> str:
        return fold_email(self.email)


def tidy(cell: str) -> str:
    """A cell on one line, cleaned; what systems write for "nothing" is empty."""
    # Nearly all cells of a roster are plain, and there may be a million of them.
    text = " ".join(cell.split()) if cell.isascii() and cell.isprintable() else clean(cell)
    return "" if text.lower() in _NOTHING else text


def reader(
    columns: Mapping[str, int], width: int, order: str = dates.UNCLEAR
) -> Callable[[int, list[str]], PersonRow]:
    """The function (line, record) → PersonRow for a file with these columns and `width` headings."""

    def read(line: int, record: list[str]) -> PersonRow:
        row = PersonRow(line)
        if len(record) > width and any(cell.strip() for cell in record[width:]):
            row.faults.append("The line has more cells than the file has columns.")
            return row
        cells = {part: record[place] if place < len(record) else "" for part, place in columns.items()}
        _read_texts(row, {part: tidy(cell) for part, cell in cells.items() if part not in MANY})
        for part in MANY:
            setattr(row, part, _several(row, part, cells.get(part, "")))
        if cells.get("hired_on"):
            _read_hired(row, tidy(cells["hired_on"]), order)
        return row

    return read


def _read_texts(row: PersonRow, cells: dict[str, str]) -> None:
    for part, text in cells.items():
        longest = LONGEST.get(part, 400)
        if len(text) > longest:
            row.faults.append(f"{FIELDS[part]} has more than {longest} characters.")
            cells[part] = text[:longest]
    for part in ("employee_no", "title", "department", "location", "level"):
        setattr(row, part, cells.get(part, ""))
    row.employee_no = _number(row.employee_no)
    _read_name(row, cells)
    _read_email(row, cells.get("email", ""))
    _read_zone(row, cells.get("time_zone", ""))
    if {"manager", "manager_email", "manager_no"} & cells.keys():
        row.manager = _reference(cells)


def _read_name(row: PersonRow, cells: dict[str, str]) -> None:
    whole = straight(cells.get("name", ""))
    row.name = whole or " ".join(filter(None, (cells.get("first_name"), cells.get("last_name"))))
    if not any(char.isalnum() and char not in _UNSEEN for char in row.name):
        row.faults.append("There is no name.")
    elif len(row.name) > LONGEST["name"]:
        row.faults.append(f"The name has more than {LONGEST['name']} characters.")
        row.name = row.name[: LONGEST["name"]]


def straight(name: str) -> str:
    """A name in the order it is said: "Haddad, Omar" is Omar Haddad; "Omar Haddad, PhD" stays."""
    parts = [part.strip() for part in name.split(",")]
    tails = [part for part in parts[1:] if part.replace(".", "").lower() in _SUFFIXES]
    rest = [part for part in parts if part not in tails and part]
    if len(rest) != 2 or (len(parts) > 2 and not tails):
        return name
    return " ".join([rest[1], rest[0], *tails])


def _read_email(row: PersonRow, cell: str) -> None:
    wrapped = _WRAPPED.fullmatch(cell)
    text = (wrapped[1] if wrapped else cell).strip().removeprefix("mailto:")
    if not text:
        return
    try:
        row.email = address(text)
    except ValueError:
        row.email = text
        row.faults.append(f"“{text[:80]}” is not an e-mail address.")


def address(text: str) -> str:
    """The e-mail address in its normal form; ValueError when it is none. Nothing is asked of the network."""
    plain = _PLAIN.fullmatch(text)
    if plain and len(text) <= 254 and text.index("@") <= 64 and _is_domain(plain[1].lower()):
        return text[: text.index("@") + 1] + plain[1].lower()
    return _validated(text)


@lru_cache(maxsize=1000)
def _is_domain(domain: str) -> bool:
    try:
        _validated("a@" + domain)
    except ValueError:
        return False
    return True


def _validated(text: str) -> str:
    # A company's own network may well end in .local: those are names no other network knows, but good addresses there.
    own = next((ending for ending in OWN_NETWORKS if text.lower().endswith(ending)), "")
    try:
        judged = validate_email(
            text.removesuffix(text[-len(own) :]) + ".example.com" if own else text,
            check_deliverability=False,
            strict=True,
        )
    except EmailNotValidError as problem:
        raise ValueError("not an e-mail address") from problem
    found = judged.normalized.removesuffix(".example.com") + own if own else judged.normalized
    if max(len(found), len(fold_email(found))) > LONGEST["email"]:
        raise ValueError("not an e-mail address")
    return found


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


def _read_zone(row: PersonRow, cell: str) -> None:
    row.time_zone = _zones().get(cell.casefold().replace(" ", "_"), "")
    if cell and not row.time_zone:
        row.notes.append(f"The time zone “{cell}” is not known and was left out.")


def _read_hired(row: PersonRow, cell: str, order: str) -> None:
    row.hired_on = dates.read(cell, order)
    if cell and row.hired_on is None:
        row.notes.append(f"The date “{cell[:40]}” cannot be told for sure and was left out.")


def _several(row: PersonRow, part: str, cell: str) -> tuple[str, ...]:
    """The terms of one cell: each once, in the file's order, as many as a profile holds."""
    if not cell:
        return ()
    kept: dict[str, str] = {}
    for piece in _BETWEEN.split(cell.replace("\r", "\n")):
        text = tidy(piece)
        if len(text) > LONGEST_TERM[part]:
            row.faults.append(f"{FIELDS[part]} holds an entry of more than {LONGEST_TERM[part]} characters.")
        elif text:
            kept.setdefault(fold(text) or text, text)
    if len(kept) > MOST_IN_A_CELL[part]:
        row.notes.append(f"{FIELDS[part]}: only the first {MOST_IN_A_CELL[part]} are kept.")
    return tuple(kept.values())[: MOST_IN_A_CELL[part]]


def _number(cell: str) -> str:
    """An employee number; a spreadsheet's "1042.0" is 1042."""
    return cell[:-2] if cell.endswith(".0") and cell[:-2].isdigit() else cell


def _reference(cells: Mapping[str, str]) -> Reference:
    given = cells.get("manager", "")
    email, number, name = cells.get("manager_email", ""), _number(cells.get("manager_no", "")), given
    if wrapped := _WRAPPED.fullmatch(name):
        email, name = email or wrapped[1], name[: name.index("<")].strip()
    elif numbered := _NUMBERED.fullmatch(name):
        name, number = numbered[1], number or numbered[2]
    if "@" in name:
        email, name = email or name, ""
    if "@" in number:
        email, number = email or number, ""
    return Reference(fold_email(email), number, straight(name), given or email or number)
