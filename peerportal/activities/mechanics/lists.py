"""Lists: entries that members add, change, move and remove, on the table or in a part of their own.

An entry is plain data: its `ref` (the key of the form that made it, so that a form sent twice is one entry), `by` (a
person's key), its `version`, and its words by the names of their blanks. A change that began from an earlier version is
shown beside what stands there now. What was removed can be put back; a change of it brings it back, too, since whoever
sends it wants it there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peerportal.activities.kind import FREE, KEY, NUMBER, REF, Blank, Deed, Overtaken, Refused
from peerportal.activities.play import Play
from peerportal.core.rules import RuleBroken

MOST = 60
KEPT = 5  # so many removed ones can be put back
UP, DOWN = -1, 1
WHICH = Blank("entry", REF, required=True)
WAY = Blank("way", NUMBER, required=True, least=UP, most=DOWN)
PLACE = Blank("place", NUMBER, required=True)  # where it stood for whoever moves it, from 1
GONE = "This is no longer there."

Entry = dict[str, Any]
Entries = list[Entry]
Held = Callable[[Play], Entries]
Check = Callable[[Play, dict[str, Any]], None]
May = Callable[[Play, Entry], None]


def deeds(
    name: str,
    blanks: tuple[Blank, ...],
    held: Held,
    *,
    first: tuple[Blank, ...] = (),
    under: Held | None = None,
    moves: bool = True,
    late: bool = False,
    **rules: Any,
) -> tuple[Deed, ...]:
    """The deeds of a list: add-…, change-…, remove-…, put-back-… and, where it `moves`, move-… its `name`.

    `held` gives the entries, to be changed in place. `first` are blanks of the adding form alone. Where entries stand
    `under` others, the adding form names one of those as its entry. `rules` are those of Rules.
    """
    guarded = Guarded(blanks, held, first, under, Rules(**rules))
    above = (WHICH,) if under else ()
    moving = (Deed(f"move-{name}", guarded.move, (WHICH, WAY, PLACE), FREE, late),) if moves else ()
    return (
        Deed(f"add-{name}", guarded.add, (*above, *blanks, *first), KEY, late),
        Deed(f"change-{name}", guarded.change, (WHICH, *blanks), FREE, late),
        Deed(f"remove-{name}", guarded.remove, (WHICH,), FREE, late),
        Deed(f"put-back-{name}", guarded.put_back, (WHICH,), FREE, late),
        *moving,
    )


@dataclass(frozen=True)
class Rules:
    """`most` entries at a time; `check` may refuse what was filled in, `may` who changes an entry (both raise)."""

    most: int = MOST
    check: Check | None = None
    may: May | None = None


@dataclass(frozen=True)
class Guarded:
    """What the deeds of one list do; see `deeds`."""

    blanks: tuple[Blank, ...]
    held: Held
    first: tuple[Blank, ...]
    under: Held | None
    rules: Rules

    def add(self, play: Play, values: dict[str, Any]) -> str:
        """An entry more."""
        words = self._words(play, values, (*self.blanks, *self.first))
        if self.under:
            words["on"] = still_there(self.under(play), values["entry"])["ref"]
        add(play, self.held(play), words, self.blanks[0].name, self.rules.most)
        return "Added."

    def change(self, play: Play, values: dict[str, Any]) -> str:
        """Other words for it."""
        entry = self._one(play, values)
        was_gone = "gone" in entry
        change(play, entry, self._words(play, values, self.blanks))
        put_back(self.held(play), entry["ref"], self.rules.most)
        return "It had been removed; your change brought it back." if was_gone else "Changed."

    def remove(self, play: Play, values: dict[str, Any]) -> str:
        """One less."""
        remove(self.held(play), self._one(play, values)["ref"])
        return "Removed. You can put it back."

    def put_back(self, play: Play, values: dict[str, Any]) -> str:
        """Undo removing it."""
        put_back(self.held(play), self._one(play, values)["ref"], self.rules.most)
        return "Put back."

    def move(self, play: Play, values: dict[str, Any]) -> str:
        """Up or down."""
        move(self.held(play), self._one(play, values)["ref"], values["way"], values["place"])
        return "Moved."

    def _words(self, play: Play, values: dict[str, Any], blanks: tuple[Blank, ...]) -> dict[str, Any]:
        if self.rules.check:
            self.rules.check(play, values)
        return {blank.name: values[blank.name] for blank in blanks}

    def _one(self, play: Play, values: dict[str, Any]) -> Entry:
        entry = find(self.held(play), values["entry"])
        if self.rules.may:
            self.rules.may(play, entry)
        return entry


def there(entries: Entries) -> Entries:
    """The entries that were not removed."""
    return [entry for entry in entries if not entry.get("gone")]


def removed(entries: Entries) -> Entry | None:
    """The last that was removed, which can be put back."""
    gone = [entry for entry in entries if entry.get("gone")]
    return max(gone, key=lambda entry: entry["gone"], default=None)


def find(entries: Entries, ref: str) -> Entry:
    """The entry of this ref, removed or not."""
    found = next((entry for entry in entries if entry["ref"] == ref), None)
    if found is None:
        raise RuleBroken(GONE)
    return found


def still_there(entries: Entries, ref: str) -> Entry:
    """The entry of this ref, which was not removed."""
    entry = find(entries, ref)
    if "gone" in entry:
        raise RuleBroken(GONE)
    return entry


def add(play: Play, entries: Entries, words: dict[str, Any], blank: str, most: int = MOST) -> Entry:
    """Put an entry at the end; the same form again is the same entry. A full list is refused beside `blank`."""
    same = next((entry for entry in entries if entry["ref"] == play.key), None)
    if same is not None:
        return same
    if len(there(entries)) >= most:
        raise Refused(blank, f"There are {most} here. Remove one to add another.")
    entry: Entry = {"ref": play.key, "by": play.acting.id, "version": 1, **words}
    entries.append(entry)
    return entry


def change(play: Play, entry: Entry, words: dict[str, Any]) -> None:
    """Give the entry other words; raises Overtaken when it was changed since the form was made."""
    before = {name: entry.get(name) for name in words}
    if words == before:
        return
    if play.version != entry["version"]:
        raise Overtaken(dict(entry), entry["version"])
    entry.update(words, version=entry["version"] + 1)


def remove(entries: Entries, ref: str) -> None:
    """Take it away; twice is once. Only the last KEPT can be put back."""
    entry = find(entries, ref)
    if entry.get("gone"):
        return
    gone = sorted((one for one in entries if one.get("gone")), key=lambda one: one["gone"])
    entry["gone"] = gone[-1]["gone"] + 1 if gone else 1
    for one in gone[: len(gone) - KEPT + 1]:
        entries.remove(one)


def put_back(entries: Entries, ref: str, most: int = MOST) -> None:
    """Undo removing it, where it stood; twice is once."""
    entry = find(entries, ref)
    if entry.get("gone") and len(there(entries)) >= most:
        raise RuleBroken(f"There are {most} here. Remove one to put this back.")
    entry.pop("gone", None)


def move(entries: Entries, ref: str, way: int, place: int) -> None:
    """Change places with a neighbour; a move that no longer fits where it stands changes nothing."""
    shown = there(entries)
    at = next((index for index, entry in enumerate(shown) if entry["ref"] == ref), None)
    if at is None:
        raise RuleBroken(GONE)
    if at + 1 != place or way not in (UP, DOWN) or not 0 <= at + way < len(shown):
        return
    one, other = entries.index(shown[at]), entries.index(shown[at + way])
    entries[one], entries[other] = entries[other], entries[one]
