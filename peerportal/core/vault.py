"""The one door to confidential words.

Each space (a request and the group it becomes, what a member of a group writes for themselves alone, or a report of
concern) has a random key, kept wrapped by the deployment's key. Words are sealed with AES-256-GCM, bound to table,
column, row and space, so that a sealed text moved to another row does not open. Opening takes a reader and checks by
query that they may read the space; there is no way to open a row without one. The design and its weighing:
docs/security.md.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from peewee import AutoField, BlobField, CharField, CompositeKey, Field, IntegerField, Value

from peerportal.core import clock
from peerportal.core.db import BaseModel, UTCDateTimeField
from peerportal.core.fixed import fixed
from peerportal.core.keyring import Keyring

VERSION = b"\x01"
NONCE = 12
STEP = 64  # Lengths are hidden up to steps of this many bytes.
KINDS = ("group", "own", "concern")
openings: Counter[str] = Counter()
_ring: Keyring | None = None
_ciphers: OrderedDict[bytes, AESGCM] = OrderedDict()
_CIPHERS_KEPT = 2000
CARRIED_SECONDS = 24 * 3600


class NotAReader(Exception):
    """The person may not read this space."""


class Space(BaseModel):
    """What one key seals."""

    id = AutoField()
    kind = CharField(max_length=10)
    key_id = CharField(max_length=16)
    wrapped_key: Any = BlobField()
    created_at = UTCDateTimeField(default=clock.now)


class SpaceReader(BaseModel):
    """Who may read a space: a person's key as a plain number."""

    space_id = IntegerField()
    person_id = IntegerField(index=True)

    class Meta:
        primary_key = CompositeKey("space_id", "person_id")


def use(ring: Keyring) -> None:
    """Seal and open with these keys from now on."""
    global _ring
    _ring = ring
    _ciphers.clear()


def new_space(kind: str, readers: list[int]) -> int:
    """Make a space that these people may read; returns its number."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind of space: {kind}")
    ring = _keys()
    nonce, key = secrets.token_bytes(NONCE), secrets.token_bytes(32)
    wrapped = nonce + AESGCM(ring.keys[ring.newest]).encrypt(nonce, key, b"space key")
    space = Space.create(kind=kind, key_id=ring.newest, wrapped_key=wrapped)
    for reader in readers:
        admit(space.id, reader)
    return space.id


def admit(space_id: int, person_id: int) -> None:
    """Let one more person read the space."""
    SpaceReader.insert(space_id=space_id, person_id=person_id).on_conflict_ignore().execute()


def dismiss(space_id: int, person_id: int) -> None:
    """Let a person read the space no longer."""
    SpaceReader.delete().where(SpaceReader.space_id == space_id, SpaceReader.person_id == person_id).execute()


def admit_everywhere(kind: str, person_id: int) -> None:
    """Let a person read every space of a kind (a new coordinator and the reports of concern)."""
    chosen = Space.select(Space.id, Value(person_id)).where(Space.kind == kind)
    columns = [SpaceReader.space_id, SpaceReader.person_id]
    SpaceReader.insert_from(chosen, columns).on_conflict_ignore().execute()


def dismiss_everywhere(kind: str, person_id: int) -> None:
    """Let a person read no space of a kind any longer."""
    chosen = Space.select(Space.id).where(Space.kind == kind)
    SpaceReader.delete().where(SpaceReader.person_id == person_id, SpaceReader.space_id.in_(chosen)).execute()


def destroy(space_id: int) -> None:
    """Make what the space sealed unreadable for good: its key goes, and with it everybody's right to read."""
    wrapped: Any = Space.select(Space.wrapped_key).where(Space.id == space_id).scalar()
    _ciphers.pop(bytes(wrapped or b""), None)
    SpaceReader.delete().where(SpaceReader.space_id == space_id).execute()
    Space.delete().where(Space.id == space_id).execute()


class OpenSpace:
    """A space opened for one reader: seals and reads the words of its rows."""

    def __init__(self, space_id: int, cipher: AESGCM, kind: str) -> None:
        self.space_id = space_id
        self._cipher = cipher
        self._kind = kind

    def seal(self, field: Field, ref: str, text: str) -> bytes:
        """The text sealed for this column of the row with this opaque id."""
        return self.seal_bytes(field, ref, text.encode())

    def seal_bytes(self, field: Field, ref: str, raw: bytes) -> bytes:
        """The same for what is no text, such as a picture."""
        padded = len(raw).to_bytes(4, "big") + raw
        padded += b"\0" * (-len(padded) % STEP)
        nonce = secrets.token_bytes(NONCE)
        return VERSION + nonce + self._cipher.encrypt(nonce, padded, self._bound_to(field, ref))

    def read(self, row: Any, field: Field) -> str:
        """The words in this column of the row; empty when nothing was sealed."""
        stored = getattr(row, field.name)
        if not stored:
            return ""
        return self.read_sealed(bytes(stored), field, row.ref)

    def read_sealed(self, stored: bytes, field: Field, ref: str) -> str:
        """The words of a sealed value read by fixed SQL, given the column and the row's opaque id."""
        return self.read_bytes(stored, field, ref).decode()

    def read_bytes(self, stored: bytes, field: Field, ref: str) -> bytes:
        """The same for what is no text."""
        openings[self._kind] += 1
        nonce, sealed = stored[1 : 1 + NONCE], stored[1 + NONCE :]
        padded = self._cipher.decrypt(nonce, sealed, self._bound_to(field, ref))
        return padded[4 : 4 + int.from_bytes(padded[:4], "big")]

    def _bound_to(self, field: Field, ref: str) -> bytes:
        return f"v1|{field.model._meta.table_name}|{field.column_name}|{ref}|{self.space_id}".encode()


def open_space(space_id: int, *, reader: int) -> OpenSpace:
    """The space opened for `reader`; raises NotAReader unless the database says that they may read it."""
    return _opened(_readable.rows(space_id, reader), {space_id})[space_id]


def open_spaces(space_ids: Iterable[int], *, reader: int) -> dict[int, OpenSpace]:
    """Several spaces opened for `reader` by one query; raises NotAReader unless they may read every one of them."""
    wanted = set(space_ids)
    return _opened(_read_by(reader).where(Space.id.in_(wanted)) if wanted else (), wanted)


def _opened(found: Iterable[tuple[int, str, str, bytes]], wanted: set[int]) -> dict[int, OpenSpace]:
    opened = {
        key: OpenSpace(key, _cipher(key_id, bytes(wrapped)), kind) for key, kind, key_id, wrapped in found
    }
    if opened.keys() != wanted:
        raise NotAReader
    return opened


def _read_by(reader_id: Any) -> Any:
    """The spaces that somebody may read, as a query."""
    columns = Space.id, Space.kind, Space.key_id, Space.wrapped_key
    query: Any = Space.select(*columns).join(SpaceReader, on=(SpaceReader.space_id == Space.id))
    return query.where(SpaceReader.person_id == reader_id).tuples()


@fixed
def _readable(space_id: Any, reader_id: Any) -> Any:
    return _read_by(reader_id).where(Space.id == space_id)


def carry(person_id: int, text: str) -> str:
    """What a person was about to send, sealed for them alone, to be carried by their own browser for a day at most."""
    key_id, at, nonce = _keys().newest, int(clock.timestamp()).to_bytes(8, "big"), secrets.token_bytes(NONCE)
    head = VERSION + bytes([len(key_id)]) + key_id.encode() + at + nonce
    sealed = _carrier(key_id).encrypt(nonce, text.encode(), head + str(person_id).encode())
    return base64.urlsafe_b64encode(head + sealed).decode()


def carried(person_id: int, sealed: str) -> str | None:
    """What was sealed for this person; None when it was for somebody else, is too old, or is no such thing."""
    try:
        raw = base64.b64decode(sealed.encode("ascii"), altchars=b"-_", validate=True)
        name_ends = 2 + raw[1]
        key_id, begins = raw[2:name_ends].decode("ascii"), name_ends + 8 + NONCE
        head = raw[:begins]
        opened = _carrier(key_id).decrypt(head[-NONCE:], raw[begins:], head + str(person_id).encode())
    except (ValueError, IndexError, KeyError, InvalidTag, binascii.Error):
        return None
    age = clock.timestamp() - int.from_bytes(head[name_ends : name_ends + 8], "big")
    return opened.decode() if raw[:1] == VERSION and 0 <= age + 1 <= CARRIED_SECONDS else None


def _carrier(key_id: str) -> AESGCM:
    # A key of its own: what is carried can never be taken for the wrapped key of a space.
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"carried words")
    return AESGCM(derived.derive(_keys().keys[key_id]))


def _cipher(key_id: str, wrapped: bytes) -> AESGCM:
    cipher = _ciphers.get(wrapped)
    if cipher is None:
        key = AESGCM(_keys().keys[key_id]).decrypt(wrapped[:NONCE], wrapped[NONCE:], b"space key")
        cipher = _ciphers[wrapped] = AESGCM(key)
        while len(_ciphers) > _CIPHERS_KEPT:
            _ciphers.popitem(last=False)
    return cipher


def _keys() -> Keyring:
    if _ring is None:
        raise RuntimeError("the vault has no keys yet")
    return _ring
