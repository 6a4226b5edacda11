"""Pictures in an activity: drawn anew, sealed like the words beside them, and shown when those are.

The query that finds one leaves out what another member has not shown yet, so no address gives it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from peerportal.activities.models import ActivityPart, ActivityPicture
from peerportal.activities.play import Play
from peerportal.core import pictures, vault
from peerportal.core.fixed import fixed
from peerportal.core.ids import new_ref
from peerportal.groups.models import Group
from peerportal.people.models import Person

SIDE = 1600  # pixels on the longer side
BOUNDS = pictures.Bounds("picture", 5_000_000, 20_000_000, SIDE)
ALT = 300


@dataclass(frozen=True)
class Drawn:
    """A picture as it is kept: a WebP file of so many pixels."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture as a page shows it; the file itself has an address of its own."""

    ref: str
    alt: str
    width: int
    height: int


def drawn(data: bytes) -> Drawn:
    """What somebody brought, drawn anew: upright, at most SIDE pixels on its longer side, without any metadata.

    RuleBroken when it is no picture, or too large.
    """
    picture = pictures.upright(data, BOUNDS)
    picture.thumbnail((SIDE, SIDE))
    return Drawn(pictures.as_webp(picture), *picture.size)


def put(play: Play, picture: Drawn, alt: str) -> None:
    """Lay a picture beside the part of whoever acts, in place of the one that was there."""
    take_away(play)
    space, ref = play.opened.space, new_ref()
    ActivityPicture.create(
        ref=ref,
        session=play.session.id,
        person=play.acting.id,
        step=play.step.key,
        alt=space.seal(ActivityPicture.alt, ref, alt),
        content=space.seal_bytes(ActivityPicture.content, ref, picture.content),
        width=picture.width,
        height=picture.height,
    )
    play.moves = True


def take_away(play: Play) -> bool:
    """Have the picture of whoever acts gone for good, file and words; whether there was one."""
    mine = ActivityPicture.session == play.session.id, ActivityPicture.person == play.acting.id
    gone = ActivityPicture.delete().where(*mine, ActivityPicture.step == play.step.key).execute()
    play.moves = play.moves or bool(gone)
    return bool(gone)


def seen(session: Any, reader: Any) -> Any:
    """The pictures of a session that somebody may see, as a query: their own, and those whose part was shown."""
    picture, part = ActivityPicture, ActivityPart
    beside = (part.session == picture.session) & (part.person == picture.person) & (part.step == picture.step)
    query: Any = picture.select(picture).join(part, JOIN.LEFT_OUTER, on=beside)
    return query.where(picture.session == session, (picture.person == reader) | part.shown_at.is_null(False))


@fixed
def _listed(told: Any, reader: Any) -> Any:
    picture = ActivityPicture
    shown = (picture.person, picture.step, picture.ref, picture.alt, picture.width, picture.height)
    return seen(told, reader).select(*shown).tuples()


def of(play: Play, step: str) -> dict[int, Picture]:
    """The pictures in a step that the reader may see, by whose they are."""
    if "pictures" not in play.looked_up:
        rows = _listed.rows(play.session.id, play.opened.reader.id)
        play.looked_up["pictures"] = {(row[0], row[1]): _picture(play, *row[2:]) for row in rows}
    found: dict[tuple[int, str], Picture] = play.looked_up["pictures"]
    return {person: picture for (person, at), picture in found.items() if at == step}


def _picture(play: Play, ref: str, alt: bytes, width: int, height: int) -> Picture:
    words = play.opened.space.read_sealed(bytes(alt), ActivityPicture.alt, ref)
    return Picture(ref, words, width, height)


def content(group: Group, row: ActivityPicture, reader: Person) -> bytes:
    """The file of a picture, for somebody who may read the group's words; raises NotAReader for anybody else."""
    space = vault.open_space(group.space_id, reader=reader.id)
    return space.read_bytes(bytes(row.content), ActivityPicture.content, row.ref)
