"""What narrows the list, as it stands in the address."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from operator import attrgetter

from peerportal.core.text import clean, fold
from peerportal.matching.peer import Peer, shared_minutes

LONGEST = 100
HOURS = (2, 5, 10, 20)
# Where the one thing that a filter goes by is called otherwise.
LOOKS_AT = {"term": "offers", "q": "id", "format": "formats", "language": "languages"}
TEXTS = ("term", "department", "location", "format", "language", "q")


@dataclass(frozen=True)
class SuggestionFilter:
    """Each field empty or what somebody chose; `hours` are shared hours a week."""

    term: str = ""
    department: str = ""
    location: str = ""
    format: str = ""
    language: str = ""
    hours: int = 0
    q: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> SuggestionFilter:
        """From a query string; what makes no sense is left out rather than refused."""
        given = {name: clean(args[name])[:LONGEST] for name in TEXTS if name in args}
        hours = args.get("hours", "").strip()
        return cls(**given, hours=int(hours) if hours in {str(choice) for choice in HOURS} else 0)

    def to_args(self) -> dict[str, str]:
        """The query string that gives this filter again."""
        return {name: str(getattr(self, name)) for name in self.chosen}

    @cached_property
    def chosen(self) -> list[str]:
        """The names of the fields in use."""
        return [part.name for part in fields(self) if getattr(self, part.name)]

    def without(self, name: str) -> SuggestionFilter:
        return replace(self, **{name: 0 if name == "hours" else ""})  # type: ignore[arg-type]

    def __bool__(self) -> bool:
        return bool(self.chosen)


@dataclass(frozen=True)
class Narrowing:
    """A filter made ready for one viewer: words resolved to term ids and person ids."""

    chosen: SuggestionFilter
    terms: Collection[int] = frozenset()
    found: Collection[int] = frozenset()

    def failing(self, viewer: Peer, other: Peer) -> list[str]:
        """The filters that leave `other` out."""
        return [name for name in self.chosen.chosen if not self._passes(name, viewer, other)]

    def left_out(self, name: str, viewer: Peer, others: Sequence[Peer]) -> set[int]:
        """Those whom one filter leaves out; each value of what it goes by is looked at once."""
        value_of = attrgetter(LOOKS_AT.get(name, name))
        one_of_each = {value_of(other): other for other in others}
        refused = {value for value, other in one_of_each.items() if not self._passes(name, viewer, other)}
        return {other.id for other in others if value_of(other) in refused} if refused else set()

    def _passes(self, name: str, viewer: Peer, other: Peer) -> bool:
        wanted = getattr(self.chosen, name)
        if name == "term":
            return any(term in self.terms for term in other.offers)
        if name == "q":
            return other.id in self.found
        if name == "hours":
            return shared_minutes(viewer, other) >= wanted * 60
        if name == "format":
            return not other.formats or wanted in other.formats
        if name == "language":
            return any(fold(language) == fold(wanted) for language in other.languages)
        return fold(getattr(other, name)) == fold(wanted)
