"""Aliases as a CSV file with the columns alias and term: written out, and taken in whole or not at all."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any, BinaryIO

from peerportal.core import log
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import clean
from peerportal.terms import merging
from peerportal.terms.finding import meant
from peerportal.terms.known import known
from peerportal.terms.models import LONGEST_LABEL, Term
from peerportal.terms.similarity import reading

MOST_BYTES = 1_000_000
MOST_ROWS = 2_000
MOST_TOLD = 100
# A spreadsheet would run what begins so as a formula; the sign before it is taken off again on the way in.
_FORMULA = ("=", "+", "-", "@", "\t")
_HEADINGS = ("alias", "term")


@dataclass(frozen=True)
class Trouble:
    """One row that cannot be taken: its line in the file from 1, what stands there, and a whole sentence."""

    line: int
    alias: str
    term: str
    why: str


class Refused(Exception):
    """The file has rows that cannot be taken; nothing of it was."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__(f"{len(troubles)} rows cannot be taken")
        self.troubles = troubles


def written() -> str:
    """Every alias with the term it stands for, by term."""
    root: Any = Term.alias()
    query: Any = Term.select(Term.label, root.label).join(root, on=(root.id == Term.into_id))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for row in query.order_by(root.label, Term.label).tuples():
        writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def read(stream: BinaryIO) -> list[tuple[int, str, str]]:
    """(line, alias, term) of each row that is not blank; RuleBroken when the file as a whole cannot be read."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise RuleBroken("The file is larger than 1 MB. Please split it.")
    text = _text(data)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [
            (number, row) for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1)
        ]
    except csv.Error:
        raise RuleBroken("The file cannot be read as CSV. Is a quotation mark never closed?") from None
    cells = [(number, *_two(row)) for number, row in rows if any(cell.strip() for cell in row)]
    if cells and (cells[0][1].casefold(), cells[0][2].casefold()) == _HEADINGS:
        cells = cells[1:]
    if not cells:
        raise RuleBroken("The file holds no alias. Each row needs an alias and a term.")
    if len(cells) > MOST_ROWS:
        raise RuleBroken(f"The file has more than {MOST_ROWS:,} rows. Please split it.")
    return cells


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else encoding)
        except UnicodeDecodeError:
            continue
    raise RuleBroken("The file is not text as a spreadsheet writes it. Please save it as CSV in UTF-8.")


def _two(row: list[str]) -> tuple[str, str]:
    alias, term = (clean(cell) for cell in [*row, "", ""][:2])
    return alias.removeprefix("'") if alias[1:2] in _FORMULA else alias, term.removeprefix("'") if term[
        1:2
    ] in _FORMULA else term


def take_in(stream: BinaryIO, by: int) -> int:
    """Add every alias of the file, or raise Refused and add none; returns how many were new."""
    rows, troubles, added = read(stream), [], 0
    with transaction():
        for line, alias, term in rows:
            try:
                added += _add(alias, term, by)
            except RuleBroken as broken:
                troubles.append(Trouble(line, alias[:LONGEST_LABEL], term[:LONGEST_LABEL], str(broken)))
        if troubles:
            raise Refused(troubles)
        if added:
            log.write(by, "vocabulary: aliases imported", "term", reason=f"{added} new aliases")
    return added


def _add(alias: str, label: str, by: int) -> bool:
    """Add one alias; False when it is one already."""
    if not alias or not label:
        raise RuleBroken(f"The {'alias' if not alias else 'term'} is missing.")
    if len(alias) > LONGEST_LABEL or len(label) > LONGEST_LABEL:
        raise RuleBroken(f"Please keep both to {LONGEST_LABEL} characters.")
    term = _term(label)
    there = Term.spelt(alias)
    if there is not None and there.root_id == term.id:
        return False
    merging.add_alias(term, alias, by)
    return True


def _term(label: str) -> Term:
    """The term of a row: one in use, or one that comes with the portal."""
    try:
        return meant(label)
    except RuleBroken:
        there = Term.spelt(label)
        if reading(label).key in known(Term).all.by_key and not (there and there.into_id):
            return merging.as_new(Term.named(label), label)
        raise
