"""From the bytes of a roster to its records: encoding, delimiter and headings found, nothing held in memory at once."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from peerportal.core.text import clean
from peerportal.people.roster import headers

MOST_BYTES = 32_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_LINE = 500_000  # characters
LONGEST_FIELD = 65_536  # characters; a quotation mark left open soon reaches it
MOST_LINES_A_RECORD = 500
SAMPLE_LINES = 200
DELIMITERS = (",", ";", "\t")
_CHUNK = 1 << 16
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?\s*')
csv.field_size_limit(LONGEST_FIELD)


class Unreadable(Exception):
    """The file as a whole cannot be taken; the message is a whole sentence for the person who brought it."""


@dataclass(frozen=True)
class Shape:
    """How a file is written: its encoding, its delimiter, its headings, and how many lines stand before these."""

    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    skip: int = 0


def look_at(stream: BinaryIO) -> Shape:
    """Find out how a seekable file is written; raises Unreadable."""
    encoding = _encoding_of(stream)
    sample = _sample(stream, encoding)
    if not any(line.strip() for line in sample):
        raise Unreadable("The file is empty.")
    named = _SEPARATOR_LINE.fullmatch(sample[0])
    lines = sample[1:] if named else sample
    delimiter = named[1] if named else max(DELIMITERS, key=lambda mark: _fit(lines, mark))
    headings = next(filter(any, _parsed(lines, delimiter)), [])
    return Shape(encoding, delimiter, _headings(headings), 1 if named else 0)


def records(stream: BinaryIO, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    """The records below the headings as (line in the file from 1, cells), blank ones left out; raises Unreadable."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, shape.encoding, newline="")
    try:
        numbered = _numbered(_lines(text, shape.skip), shape)
        if next(numbered, None) is None:
            raise Unreadable("The file is empty.")
        yield from _bounded(numbered)
    finally:
        text.detach()


def _bounded(numbered: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for count, record in enumerate(numbered, 1):
        if count > MOST_ROWS:
            raise Unreadable(f"The file has more than {MOST_ROWS:,} people. Please split it.")
        yield record


def _numbered(lines: Iterator[str], shape: Shape) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=shape.delimiter, skipinitialspace=True)
    while True:
        first = reader.line_num + 1 + shape.skip
        try:
            cells = next(reader, None)
        except csv.Error:
            raise Unreadable(
                f"Line {first} cannot be read. Is a quotation mark opened there that is never closed?"
            ) from None
        if cells is None:
            return
        if reader.line_num + shape.skip - first >= MOST_LINES_A_RECORD:
            raise Unreadable(f"A quotation mark opened in line {first} is never closed.")
        if any(cell.strip() for cell in cells):
            yield first, cells


def _encoding_of(stream: BinaryIO) -> str:
    stream.seek(0)
    start = stream.read(4)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable("The file is written in UTF-32. Please save it as UTF-8.")
    marked = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        if _decodes(stream, encoding):
            return encoding
    raise Unreadable(
        "The file's characters are neither UTF-8 nor Windows-1252. Please save it as CSV in UTF-8."
    )


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := stream.read(_CHUNK):
            _refuse_nul(decoder.decode(chunk))
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    if stream.tell() > MOST_BYTES:
        raise Unreadable("The file is larger than 32 MB. Please split it.")
    return True


def _refuse_nul(text: str) -> None:
    if "\0" in text:
        raise Unreadable("The file holds bytes that are no text. Please save it as CSV.")


def _sample(stream: BinaryIO, encoding: str) -> list[str]:
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding, newline="")
    try:
        lines: list[str] = []
        for line in _lines(text, 0):
            lines.append(line)
            if len(lines) >= SAMPLE_LINES:
                break
        return lines
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper, skip: int) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE:
            raise Unreadable(f"Line {number} is too long to be a line of a roster.")
        if number > skip:
            yield line


def _parsed(lines: list[str], delimiter: str) -> list[list[str]]:
    """The records of the sample, up to the first that cannot be read."""
    found: list[list[str]] = []
    try:
        for record in csv.reader(lines, delimiter=delimiter, skipinitialspace=True):
            if any(cell.strip() for cell in record):
                found.append(record)
    except csv.Error:
        pass
    return found


def _fit(lines: list[str], delimiter: str) -> tuple[int, float, int]:
    """How well a delimiter explains the sample: headings recognised, records as wide as the headings, width."""
    found = _parsed(lines, delimiter)
    if not found:
        return (0, 0.0, 0)
    width = len(found[0])
    # The last record may be cut off by the sample's end.
    whole = found[1:-1] if len(lines) >= SAMPLE_LINES else found[1:]
    agreeing = sum(len(record) == width for record in whole) / len(whole) if whole else 1.0
    return (len(headers.guess(found[0])), agreeing, width)


def _headings(cells: list[str]) -> tuple[str, ...]:
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(f"The file has more than {MOST_COLUMNS} columns.")
    headings = [clean(cell)[:120] for cell in cells]
    if not any(headers.bare(heading) for heading in headings):
        raise Unreadable("The first line must hold the names of the columns.")
    if any("@" in heading for heading in headings):
        raise Unreadable("The first line holds a person. It must hold the names of the columns.")
    seen: dict[str, str] = {}
    for heading in filter(None, headings):
        if (
            seen.setdefault(headers.bare(heading) or heading, heading) != heading
            or headings.count(heading) > 1
        ):
            raise Unreadable(f"Two columns are called “{heading}”. Please rename one.")
    return tuple(headings)
