"""A person's photo: drawn anew from its pixels, so that nothing else of the file is kept."""

from __future__ import annotations

from collections.abc import Callable

from PIL import ImageOps

from peerportal.core import changes, files, pictures
from peerportal.core.db import transaction
from peerportal.people.models import Block, Person, Profile
from peerportal.people.models.person import ACTIVE

SIDE = 256
BYTES = 5_000_000
BOUNDS = pictures.Bounds("photo", BYTES, 20_000_000)
_rules: list[Callable[[int, str], bool]] = []


def redraw(data: bytes) -> bytes:
    """The picture as a square WebP of SIDE pixels without any metadata; RuleBroken when it is none, or too large."""
    return pictures.as_webp(ImageOps.fit(pictures.upright(data, BOUNDS), (SIDE, SIDE)))


def set_photo(person: Person, data: bytes) -> None:
    """Show this photo from now on; the one before is forgotten."""
    _swap(person, files.save(redraw(data), "webp"))


def remove_photo(person: Person) -> None:
    """Show initials again."""
    _swap(person, None)


def _swap(person: Person, key: str | None) -> None:
    with transaction():
        Profile.insert(person=person.id).on_conflict_ignore().execute()
        before = Profile.get_by_id(person.id).photo
        Profile.update(photo=key).where(Profile.person == person.id).execute()
        changes.record("profile", person.id)
    if before:
        files.delete(before)


def also_asks(rule: Callable[[int, str], bool]) -> None:
    """Ask this of a higher room too: may the person with this key see the photo of the one with this opaque id?"""
    if rule not in _rules:
        _rules.append(rule)


def photo_seen_by(viewer: Person, ref: str) -> str | None:
    """The key of the photo of the person with this ref, if this viewer may see it: their own, or that of somebody
    who is active, has published, has no block with the viewer and can be reached by them."""
    row = (
        Profile.select(Profile, Person)
        .join(Person)
        .where(Person.ref == ref, Profile.photo.is_null(False))
        .get_or_none()
    )
    if row is None or row.person.id == viewer.id:
        return row.photo if row else None
    blocked = Block.select().where(
        ((Block.by == viewer.id) & (Block.other == row.person.id))
        | ((Block.by == row.person.id) & (Block.other == viewer.id))
    )
    # A pause hides it as a block does, or the blocked one could tell the two apart.
    shown = row.person.state == ACTIVE and row.published_at is not None
    return (
        row.photo if shown and not blocked.exists() and all(rule(viewer.id, ref) for rule in _rules) else None
    )
