"""A generated organisation as matching sees it: a table of columns for the index, and people one by one."""

from __future__ import annotations

import numpy as np

from peerportal.matching.evaluation.concepts import DEPARTMENTS
from peerportal.matching.evaluation.organisation import NOTHING, Organisation
from peerportal.matching.evaluation.workplaces import FORMATS, SITES
from peerportal.matching.index.table import FACETS, NOBODY, Table
from peerportal.matching.peer import ACTIVE, Peer


def table(of: Organisation) -> Table:
    """The columns that fill an index; nobody has been shown or asked yet."""
    row, facet, place, term = _said(of)
    counts = {name: np.zeros(len(of), dtype=np.int64) for name in ("asked", "shown", "waiting")}
    return Table(
        ids=of.ids,
        state=np.zeros(len(of), dtype=np.int64),
        department=of.department,
        location=of.site,
        hours=of.hours.number,
        formats=of.formats,
        languages=of.languages.number,
        level=of.level,
        manager=np.where(of.manager < 0, NOBODY, of.ids[of.manager]),
        joined_on=of.joined_on,
        room=of.room,
        term_row=row,
        term_facet=facet,
        term_place=place,
        term=term,
        values=_values(of),
        **counts,
    )


def _values(of: Organisation) -> dict[str, list[object]]:
    """What the numbers of classes stand for."""
    return {
        "state": [ACTIVE],
        "department": [name for name, _, _ in DEPARTMENTS],
        "location": [name for name, _, _, _ in SITES],
        "hours": list(of.hours.values),
        "formats": [formats for formats, _ in FORMATS],
        "languages": list(of.languages.values),
    }


def _said(of: Organisation) -> tuple[np.ndarray, ...]:
    """Person's row, facet, place and term of everything said, by person, then facet, then place."""
    parts = []
    for number, facet in enumerate(FACETS):
        terms = of.terms[facet]
        row, place = np.nonzero(terms != NOTHING)
        parts.append(np.stack([row, np.full(len(row), number), place, terms[row, place]]))
    everything = np.concatenate(parts, axis=1)
    ordered = everything[:, np.lexsort(everything[2::-1])]
    return ordered[0], ordered[1], ordered[2], ordered[3]


def peers(of: Organisation) -> list[Peer]:
    """The same people as plain values with the words that they typed, in the order of the rows."""
    return [_peer(of, row) for row in range(len(of))]


def _peer(of: Organisation, row: int) -> Peer:
    words = _words(of, row)
    said = {facet: tuple(term for other, term in words if other == facet) for facet in FACETS}
    manager = int(of.manager[row])
    return Peer(
        id=int(of.ids[row]),
        name=f"Person {of.ids[row]}",
        department=DEPARTMENTS[of.department[row]][0],
        location=SITES[of.site[row]][0],
        level=int(of.level[row]),
        manager=None if manager < 0 else int(of.ids[manager]),
        hours=of.hours.values[of.hours.number[row]],  # type: ignore[arg-type]
        formats=FORMATS[of.formats[row]][0],
        languages=of.languages.values[of.languages.number[row]],  # type: ignore[arg-type]
        offers=said["offer"],
        seeks=said["seek"],
        interests=frozenset(said["interest"]),
        situations=frozenset(said["situation"]),
        room=int(of.room[row]),
        joined_on=int(of.joined_on[row]),
        words=words,
    )


def _words(of: Organisation, row: int) -> dict[tuple[str, int], str]:
    """(facet, term) → what they typed for it, in their own order."""
    return {
        (facet, term): of.spellings.texts[spelling]
        for facet in FACETS
        for term, spelling in zip(of.terms[facet][row].tolist(), of.typed[facet][row].tolist(), strict=True)
        if term != NOTHING
    }
