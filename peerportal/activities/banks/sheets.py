"""Questions and decks as rows of a file: how they are read, and what is wrong with which row. Pure.

A bank has the columns key, theme, stages and words, a deck suit, rank and words. The first row may name them, then in
any order; else they stand in this one, and the key may be left out.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from peerportal.activities.mechanics import cards
from peerportal.activities.models.content import LONGEST_QUESTION
from peerportal.core.rules import RuleBroken
from peerportal.core.text import clean, fold
from peerportal.groups.starters import STAGES, THEMES

MOST_BYTES = 4_000_000
MOST_ROWS = 10_000
BANK_COLUMNS, DECK_COLUMNS = ("key", "theme", "stages", "words"), ("suit", "rank", "words")
LEAST_LETTERS = 3
_NAMED = re.compile(r'"?sep=([,;\t])"?\s*\n')
# A spreadsheet would run what begins so as a formula; the sign before it is taken off again on the way in.
_FORMULA = ("=", "+", "-", "@", "\t")
Row = tuple[int, dict[str, str]]  # the line in the file from 1, and the cells by column


@dataclass(frozen=True)
class Trouble:
    """A row that cannot be taken: its line in the file from 1, what stands there, and why, as a sentence."""

    line: int
    what: str
    why: str


class RowsRefused(Exception):
    """Rows cannot be taken, so none of them was."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__(f"{len(troubles)} rows cannot be taken")
        self.troubles = troubles


@dataclass(frozen=True)
class BankRow:
    """A question of a file: `key` is empty for a new one."""

    line: int
    key: str
    theme: str
    stages: str
    words: str


def text_of(data: bytes) -> str:
    """The text of a file as spreadsheets write it; RuleBroken when it is none."""
    if len(data) > MOST_BYTES:
        raise RuleBroken("The file is larger than 4 MB. Please split it.")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise RuleBroken("The file is written in UTF-32. Please save it as UTF-8.")
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise RuleBroken("The file holds bytes that are no text. Please save it as CSV.")
        return text
    raise RuleBroken(
        "The file's characters are neither UTF-8 nor Windows-1252. Please save it as CSV in UTF-8."
    )


def rows_of(text: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows that are not blank; RuleBroken when the text as a whole cannot be read."""
    named = _NAMED.match(text)
    skipped = 1 if named else 0
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    found: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num + skipped, [_bare(cell) for cell in cells]))
    except csv.Error:
        raise RuleBroken("The file cannot be read as CSV. Is a quotation mark never closed?") from None
    return _by_column(found, columns)


def _by_column(found: list[tuple[int, list[str]]], columns: tuple[str, ...]) -> list[Row]:
    if not found:
        raise RuleBroken("There is no question in it.")
    heading = [fold(cell) for cell in found[0][1]]
    if "words" in heading:
        columns, found = tuple(heading), found[1:]
    elif columns == BANK_COLUMNS and all(len(cells) == len(columns) - 1 for _, cells in found):
        columns = columns[1:]
    if not found:
        raise RuleBroken("It holds the names of the columns and no question.")
    if len(found) > MOST_ROWS:
        raise RuleBroken(f"It has more than {MOST_ROWS:,} rows. Please split it.")
    return [(line, dict(zip(columns, cells, strict=False))) for line, cells in found]


def _bare(cell: str) -> str:
    text = clean(cell)
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def bank_of(rows: list[Row]) -> list[BankRow]:
    """The questions of a bank; raises RowsRefused with what is wrong with each row."""
    said: dict[str, int] = {}
    named: dict[str, int] = {}

    def read(line: int, cells: dict[str, str]) -> BankRow:
        words, key = checked_words(cells.get("words", "")), cells.get("key", "")
        theme, stages = checked_places(cells.get("theme", ""), cells.get("stages", ""))
        if (first := said.setdefault(fold(words), line)) != line:
            raise RuleBroken(f"The same question stands in line {first}.")
        if key and (first := named.setdefault(key, line)) != line:
            raise RuleBroken(f"The same key stands in line {first}.")
        return BankRow(line, key, theme, stages, words)

    return _each(rows, read)


def deck_of(rows: list[Row]) -> dict[str, str]:
    """The question of each card of a whole deck; raises RowsRefused with what is wrong with each row."""
    there: dict[str, str] = {}

    def read(line: int, cells: dict[str, str]) -> None:
        card = cards.named(cells.get("suit", ""), cells.get("rank", ""))
        if card in there:
            raise RuleBroken("This card stands in the file twice.")
        there[card] = checked_words(cells.get("words", ""))

    _each(rows, read)
    missing = [card.replace("-", " ") for card in cards.CARDS if card not in there]
    if missing:
        some = ", ".join(missing[:5]) + (" and more" if len(missing) > 5 else "")
        why = f"A deck has fifty-two cards; {len(missing)} of them have no question: {some}."
        raise RowsRefused([Trouble(rows[-1][0], "", why)])
    return there


def _each(rows: list[Row], read: Callable[[int, dict[str, str]], BankRow | None]) -> list[BankRow]:
    taken: list[BankRow] = []
    troubles: list[Trouble] = []
    for line, cells in rows:
        try:
            one = read(line, cells)
        except RuleBroken as broken:
            troubles.append(Trouble(line, " ".join(cells.values())[:LONGEST_QUESTION], str(broken)))
            continue
        if one is not None:
            taken.append(one)
    if troubles:
        raise RowsRefused(troubles)
    return taken


def checked_words(words: str) -> str:
    """The words of a question, if they are some and not too many."""
    if len(words) < LEAST_LETTERS:
        raise RuleBroken("The question is missing.")
    if len(words) > LONGEST_QUESTION:
        raise RuleBroken(f"Please keep a question to {LONGEST_QUESTION} characters.")
    return words


def checked_places(theme: str, stages: str) -> tuple[str, str]:
    """Theme and stages by their names, the stages in their order with blanks between them."""
    theme, named = fold(theme), set(re.split(r"[\s,;/|]+", fold(stages))) - {""}
    if theme not in THEMES:
        raise RuleBroken(f"There is no such theme. The themes are {', '.join(THEMES)}.")
    if not named or named - set(STAGES):
        raise RuleBroken(f"Please name one stage or more of {', '.join(STAGES)}.")
    return theme, " ".join(stage for stage in STAGES if stage in named)


def written(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """The rows as a file that is read again as it was."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue()
