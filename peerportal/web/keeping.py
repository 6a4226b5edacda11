"""Pages kept in the memory of a process, for as long as nothing has changed that they were made from.

They hold words of groups, as the process does while it makes a page. So they are few, they are forgotten by the next
quarter of an hour, and nobody gets one without being asked for by query first (docs/decisions/0030-kept-pages.md).
"""

from __future__ import annotations

import datetime as dt
import secrets
import sys
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import InitVar, dataclass, field

from peerportal.core import clock, tallies

MOST_BYTES = 16_000_000
SEAM = secrets.token_hex(16)  # nobody can guess it and so nobody can write it
Key = tuple[str, str]  # the opaque ids of what the page is about (a group, a session) and of its reader


class Part(bytes):
    """A part of a page as it is sent, in UTF-8: a template's own output, which another one takes as it is."""

    def __html__(self) -> str:
        return self.decode()


class Cut:
    """A text cut at the words that are each answer's own: cut once, and put together for each answer, ready to send."""

    def __init__(self, text: str, words: Iterable[str]) -> None:
        for word in words:
            text = text.replace(word, f"{SEAM}{word}{SEAM}")
        pieces = text.split(SEAM)  # every second piece is one of the words
        self._words = pieces[1::2]
        self._pieces = [piece.encode() for piece in pieces]
        self.size = sum(map(sys.getsizeof, self._pieces))

    def filled(self, own: Mapping[str, bytes]) -> Part:
        """The text with what stands in `own` in the place of each of the words."""
        pieces = self._pieces.copy()
        pieces[1::2] = [own[word] for word in self._words]
        return Part(b"".join(pieces))


@dataclass(frozen=True)
class Kept:
    """A page's live part; `token` and `keys` stand in its text where each answer has its own."""

    mark: Hashable
    until: dt.datetime
    text: InitVar[str]
    token: str
    keys: tuple[str, ...] = ()
    cut: Cut = field(init=False)

    def __post_init__(self, text: str) -> None:
        object.__setattr__(self, "cut", Cut(text, (self.token, *self.keys)))

    @property
    def size(self) -> int:
        return self.cut.size


class Shelf:
    """Kept pages by what they are about and who reads, the longest unused given up when they take too much room."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._bytes = most_bytes, 0
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Key, mark: Hashable) -> Kept | None:
        """The page, if it was made from this very state and still holds."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or found.mark != mark or found.until <= clock.now():
                return None
            self._pages.move_to_end(key)
            return found

    def keep(self, key: Key, page: Kept) -> None:
        """Keep a page in place of the one that was."""
        with self._lock:
            self._forget(key)
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._most:
                self._forget(next(iter(self._pages)))

    def sweep(self) -> None:
        """Forget what no longer holds."""
        now = clock.now()
        with self._lock:
            for key in [key for key, page in self._pages.items() if page.until <= now]:
                self._forget(key)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _forget(self, key: Key) -> None:
        if page := self._pages.pop(key, None):
            self._bytes -= page.size


shelf = Shelf()


@tallies.flushed_by
def _sweep() -> None:
    shelf.sweep()
