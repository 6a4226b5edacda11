"""CSV files an operator tries terms with: read as spreadsheets write them, with troubles said in sentences."""

from __future__ import annotations

import csv
import io
from pathlib import Path

MOST_BYTES = 64_000_000
_DELIMITERS = ",;\t"


class Unreadable(Exception):
    """A file that cannot be taken; the message is a whole sentence."""


def columns(path: Path, *names: str) -> list[tuple[str, ...]]:
    """The named columns of a CSV file, row by row; rows that are blank in all of them are left out.

    Takes UTF-8 with or without a byte order mark, UTF-16 with one, any line ends, quoted fields, and commas,
    semicolons or tabs between fields. Raises Unreadable.
    """
    text = _text(path)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        heading = [cell.strip().casefold() for cell in next(lines, [])]
        places = [_place(path, heading, name) for name in names]
        rows = [tuple(_cell(row, place) for place in places) for row in lines]
    except csv.Error as broken:
        raise Unreadable(f"{path.name}, line {lines.line_num}: {broken}.") from broken
    return [row for row in rows if any(row)]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as broken:
        raise Unreadable(f"{path} cannot be read: {broken.strerror or broken}.") from broken
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"{path.name} is larger than {MOST_BYTES // 1_000_000} megabytes.")
    coding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(coding).replace("\x00", "")
    except UnicodeDecodeError as broken:
        raise Unreadable(f"{path.name} is not UTF-8; save it as “CSV UTF-8”.") from broken


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _place(path: Path, heading: list[str], name: str) -> int:
    if name not in heading:
        found = ", ".join(cell for cell in heading if cell) or "none"
        raise Unreadable(f"{path.name} needs a column “{name}”; its first line names {found}.")
    return heading.index(name)


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""
