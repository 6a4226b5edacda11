"""Who reports to whom: found by e-mail, employee number or a name only one person has; faults are never fatal."""

from __future__ import annotations

from collections.abc import Mapping

from peerportal.core.text import fold
from peerportal.people.roster.rows import Reference

SEVERAL = 0  # no node has this key


def name_key(name: str) -> str:
    """A name as it is looked up: folded, and with its words in one order, so "Haddad Omar" finds Omar Haddad."""
    return " ".join(sorted(fold(name.replace(",", " ")).split()))


class Directory:
    """Every node of the reporting line by what may name it. A node is any whole number but 0."""

    def __init__(self) -> None:
        self.by_email: dict[str, int] = {}
        self.by_number: dict[str, int] = {}
        self.by_name: dict[str, int] = {}

    def add(self, node: int, email: str, number: str, name: str) -> None:
        """Make a node findable; a name of two nodes becomes ambiguous, an address or number stays the first's."""
        if email:
            self.by_email.setdefault(email, node)
        if number:
            self.by_number.setdefault(number, node)
        if name and (key := name_key(name)):
            self.by_name[key] = node if self.by_name.get(key, node) == node else SEVERAL

    def find(self, reference: Reference) -> tuple[int | None, str]:
        """(node, "") for the person a reference names, or (None, why not); no reference at all is (None, "")."""
        if not (reference.email or reference.number or reference.name):
            return None, ""
        found = self.by_email.get(reference.email) or self._by_number(reference.number)
        # A column of managers may hold bare numbers too.
        found = found or self._by_number(reference.name) or self.by_name.get(name_key(reference.name))
        if found == SEVERAL:
            return None, f"The manager “{_shown(reference)}” could be several people of that name."
        if found is None:
            return None, f"The manager “{_shown(reference)}” is not in the file nor in the portal."
        return found, ""

    def _by_number(self, number: str) -> int | None:
        return self.by_number.get(number) if number else None


def _shown(reference: Reference) -> str:
    return (reference.given or reference.email)[:80]


def in_circles(managers: Mapping[int, int | None]) -> set[int]:
    """The nodes that are their own manager's manager, however many steps away; linear in the number of nodes."""
    settled: set[int] = set()
    circles: set[int] = set()
    for start in managers:
        path: list[int] = []
        place: dict[int, int] = {}
        node: int | None = start
        while node is not None and node not in settled and node not in place:
            place[node] = len(path)
            path.append(node)
            node = managers.get(node)
        if node is not None and node in place:
            circles.update(path[place[node] :])
        settled.update(path)
    return circles
