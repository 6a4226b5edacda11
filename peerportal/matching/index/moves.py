"""What the rows of the change log mean for the index: whom they concern, and whether what was worked out holds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

# Kinds whose three numbers are people, between whom something changed; a group also moves the room of its members.
BETWEEN = frozenset({"block", "aside", "request", "group", "room", "state"})
TERMS = frozenset({"term_link", "term_moved"})  # a and b are terms
WORDS_ONLY = frozenset({"terms"})  # who may be suggested to whom cannot depend on these
EVERYBODY = frozenset({"people", "level"})  # when they concern nobody in particular
MOST_NOTED = 4096

Change = tuple[int, str, int, int, int]


@dataclass
class Concerned:
    """Whom some changes concern.

    `themselves` have to be read anew, `counted` only in what is counted of them; `terms` are near other terms than
    before, and `merged` stand for other terms. `reworded` are those whose terms are near others now (whoever took these
    changes in has to say), `lightly` all who changed in nothing but their terms. `circles` are other than before.
    """

    themselves: set[int] = field(default_factory=set)
    counted: set[int] = field(default_factory=set)
    terms: set[int] = field(default_factory=set)
    merged: set[int] = field(default_factory=set)
    reworded: set[int] = field(default_factory=set)
    deeply: set[int] = field(default_factory=set)
    circles: set[int] = field(default_factory=set)
    programme: bool = False

    @property
    def people(self) -> set[int]:
        return self.themselves | self.counted

    @property
    def lightly(self) -> set[int]:
        return (self.people | self.reworded) - self.deeply


def concerned(changes: Iterable[Change]) -> Concerned | None:
    """Whom these rows of the log concern; None when everything has to be read anew."""
    found = Concerned()
    for _, kind, person, a, b in changes:
        if kind in EVERYBODY and not person:
            return None
        if kind == "programme" and not person:
            found.programme = True
        elif kind == "circle":
            found.circles.add(a)
        elif kind in TERMS:
            found.terms |= {a, b}
            found.merged |= {a, b} if kind == "term_moved" else set()
        else:
            _note(found, kind, person, a, b)
    for keys in (found.themselves, found.counted, found.terms, found.merged, found.deeply):
        keys.discard(0)
    return found


def _note(found: Concerned, kind: str, person: int, a: int, b: int) -> None:
    if kind in BETWEEN:
        found.counted |= {person, a, b}
        found.deeply |= {person, a, b}
    if kind not in ("block", "aside", "request", "group"):
        found.themselves.add(person)
        if kind not in WORDS_ONLY:
            found.deeply.add(person)


class Moves:
    """Who was moved by which of the latest changes; `turn` counts the times that changes were taken in."""

    def __init__(self) -> None:
        self.turn = 0
        self._noted: OrderedDict[int, tuple[int, bool]] = OrderedDict()  # in the order of turns
        self._since = 0  # all moves after this turn are noted

    def note(self, deeply: Collection[int], lightly: Collection[int]) -> None:
        """One more turn, and whom it moved."""
        self.turn += 1
        for people, deep in ((lightly, False), (deeply, True)):
            for person in people:
                _, was = self._noted.pop(person, (0, False))
                # A light move must not hide a deep one that somebody has still to follow.
                self._noted[person] = (self.turn, deep or was)
        while len(self._noted) > MOST_NOTED:
            _, (turn, _) = self._noted.popitem(last=False)
            self._since = max(self._since, turn)

    def void(self) -> None:
        """One more turn, after which nothing holds that was worked out before."""
        self.turn += 1
        self._since = self.turn
        self._noted.clear()

    def since(self, turn: int) -> tuple[set[int], set[int]] | None:
        """Whom changes after this turn moved (deeply, in their terms alone); None when that is not known any more."""
        if turn < self._since:
            return None
        deeply: set[int] = set()
        lightly: set[int] = set()
        for person, (_, deep) in takewhile(lambda move: move[1][0] > turn, reversed(self._noted.items())):
            (deeply if deep else lightly).add(person)
        return deeply, lightly
