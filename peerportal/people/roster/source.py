"""The uploaded file of an import: taken in, looked at, read row by row, thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from peerportal.core import files
from peerportal.core.rules import RuleBroken
from peerportal.core.text import clean
from peerportal.people.models import Person, RosterImport
from peerportal.people.models.roster import DROPPED
from peerportal.people.roster import dates, decode, headers
from peerportal.people.roster.rows import PersonRow, reader
from peerportal.people.roster.survey import Survey, survey

GONE = "The file is not there any more. Please upload it again."


@dataclass
class Source:
    """An open file with what was chosen about it."""

    stream: BinaryIO
    shape: decode.Shape
    columns: dict[str, int]
    order: str

    def rows(self) -> Iterator[PersonRow]:
        """The people of the file from the start; raises Unreadable."""
        read = reader(self.columns, len(self.shape.headings), self.order)
        return (read(line, record) for line, record in decode.records(self.stream, self.shape))

    def survey(self) -> Survey:
        return survey(self.stream, self.shape, self.columns)


def take_in(stream: BinaryIO, file_name: str, by: Person | None) -> RosterImport:
    """Keep an uploaded file and guess its columns; RuleBroken with the reason when it is no roster."""
    data = stream.read(decode.MOST_BYTES + 1)
    if len(data) > decode.MOST_BYTES:
        raise RuleBroken("The file is larger than 32 MB. Please split it.")
    roster = RosterImport(by=by, file_name=clean(file_name)[-120:] or "roster.csv")
    roster.file_key = files.save(data, "csv")
    try:
        _look(roster)
    except decode.Unreadable as unreadable:
        files.delete(roster.file_key)
        raise RuleBroken(str(unreadable)) from None
    roster.save(force_insert=True)
    return roster


def _look(roster: RosterImport) -> None:
    with open(files.path(str(roster.file_key)), "rb") as stream:
        shape = decode.look_at(stream)
        columns = headers.guess(shape.headings)
        found = survey(stream, shape, columns)
    if not found.rows:
        raise decode.Unreadable("The file holds the names of the columns but no people.")
    roster.rows_all = found.rows
    roster.columns = {
        "encoding": shape.encoding,
        "delimiter": shape.delimiter,
        "headings": list(shape.headings),
        "skip": shape.skip,
        "examples": [found.examples.get(place, []) for place in range(len(shape.headings))],
        "map": columns,
        "order": "auto",
    }


def shape_of(roster: RosterImport) -> decode.Shape:
    """How its file is written, as found when it was taken in."""
    about = roster.columns
    return decode.Shape(about["encoding"], about["delimiter"], tuple(about["headings"]), about["skip"])


@contextmanager
def opened(roster: RosterImport) -> Iterator[Source]:
    """Its file, open for reading; raises Unreadable when it is gone."""
    try:
        path = files.path(roster.file_key or "")
    except ValueError:
        raise decode.Unreadable(GONE) from None
    if not path.exists():
        raise decode.Unreadable(GONE)
    with path.open("rb") as stream:
        order = roster.columns.get("found_order", dates.UNCLEAR)
        yield Source(stream, shape_of(roster), dict(roster.columns["map"]), order)


def throw_away(roster: RosterImport) -> None:
    """Delete the file: it holds far more about people than the portal keeps."""
    if roster.file_key:
        files.delete(roster.file_key)
        files.delete(progress_key(roster))
    RosterImport.update(file_key=None).where(RosterImport.id == roster.id).execute()


def progress_key(roster: RosterImport) -> str:
    """The file beside it that says how far an import has come: its transaction shows nobody its rows before the end."""
    return f"{(roster.file_key or '0' * 32 + '.csv')[:32]}.progress"


def drop(roster: RosterImport) -> None:
    """Give an import up before it changed anything."""
    if not roster.may_be_dropped:
        raise RuleBroken("This import cannot be given up any more.")
    throw_away(roster)
    RosterImport.update(state=DROPPED).where(RosterImport.id == roster.id).execute()
