"""What an import would do, line by line: a pure comparison of the file with the people already known.

The file is read twice and never held: `take` each row, `settle`, then ask for the `verdicts` of the same rows again.
Only identities (addresses, numbers, names, managers) stay in memory, a few hundred bytes a person. A node is a
person's key, or the negative line of somebody new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from peerportal.people.roster.compare import Known, differences, keeps_address
from peerportal.people.roster.managers import SEVERAL, Directory, in_circles, name_key
from peerportal.people.roster.rows import PersonRow, Reference

CREATE, CHANGE, LEAVE, LIST, REFUSE, ABSENT = "create", "change", "leave", "list", "refuse", "absent"
KINDS = (CREATE, CHANGE, LEAVE, LIST, REFUSE, ABSENT)
AT_ONCE = 500
_STAYS = {"suspended": "They are suspended, and stay so.", "left": "They have left the portal, and stay so."}
_CIRCLE = "The reporting line runs in a circle here; everybody in it counts as one line."
_ADDRESS_STAYS = "They have joined, so their e-mail address stays; they change it on their own account page."
_OWN_MANAGER = "They are named as their own manager, which is taken as having none."


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody already known, as far as finding them goes; empty texts where there is nothing."""

    id: int
    state: str
    name: str
    folded_email: str = ""
    employee_no: str = ""
    manager_id: int | None = None


@dataclass(slots=True)
class Verdict:
    """What happens to one line: `changes` maps a field to (before, after); `manager` is a node, or None for nobody."""

    line: int
    kind: str
    row: PersonRow
    node: int = 0
    manager: int | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


class Plan:
    """The plan of one import; the module says in which order to call it."""

    def __init__(self, people: Iterable[Standing]) -> None:
        self.managers: dict[int, int | None] = {}
        self.names: dict[int, str] = {}
        self.troubles: Counter[str] = Counter()
        self._directory = Directory()
        self._states: dict[int, str] = {}
        self._name_only: dict[str, int] = {}  # people whom nothing but their name identifies
        self._nodes: dict[int, int] = {}  # line → node
        self._refused: dict[int, str] = {}  # line → why, beyond the row's own faults
        self._claims: dict[tuple[str, str], int] = {}  # (what, key) → line
        self._seen: set[int] = set()
        self._references: dict[int, Reference] = {}
        self._alike: dict[tuple[str, str, str], Reference] = {}
        self._before: dict[int, int | None] = {}
        self._circles: set[int] = set()
        self._notes: dict[int, str] = {}
        for person in people:
            self._know(person)

    def _know(self, person: Standing) -> None:
        self._states[person.id] = person.state
        self.managers[person.id] = person.manager_id
        self.names[person.id] = person.name
        name = "" if person.state == "left" else person.name
        self._directory.add(person.id, person.folded_email, person.employee_no, name)
        if not person.folded_email and not person.employee_no:
            key = name_key(person.name)
            self._name_only[key] = SEVERAL if key in self._name_only else person.id

    def take(self, row: PersonRow) -> None:
        """First reading: find whom the row means, and remember whom it names as manager."""
        known, why = self._whom(row)
        if known:
            self._seen.add(known)
        if row.faults or why or (why := self._claim(row, known)):
            self._refused[row.line] = why
            return
        node = known or -row.line
        self._nodes[row.line] = node
        self.names[node] = row.name
        self._directory.add(node, row.folded_email, row.employee_no, row.name)
        if row.manager is not None:
            given = row.manager
            self._references[row.line] = self._alike.setdefault(
                (given.email, given.number, given.name), given
            )

    def _whom(self, row: PersonRow) -> tuple[int, str]:
        """(the known person's key or 0, why the row cannot be taken or "")."""
        if not row.folded_email and not row.employee_no:
            return self._name_only.get(name_key(row.name), 0), ""
        by_email = max(self._directory.by_email.get(row.folded_email, 0), 0)
        by_number = max(self._directory.by_number.get(row.employee_no, 0), 0)
        if by_email and by_number and by_email != by_number:
            return by_email, "The e-mail address is one person's and the employee number another's."
        return by_email or by_number, ""

    def _claim(self, row: PersonRow, known: int) -> str:
        """Claim what identifies the row's person; why not, when an earlier line has claimed it."""
        keys = [("e-mail address", row.folded_email), ("employee number", row.employee_no)]
        if not any(key for _, key in keys):
            keys = [("name, with neither an e-mail address nor a number,", name_key(row.name))]
        keys = [(what, key) for what, key in [*keys, ("person", str(known or ""))] if key]
        for what, key in keys:
            if line := self._claims.get((what, key)):
                return f"The same {what} stands in line {line} already."
        self._claims |= dict.fromkeys(keys, row.line)
        return ""

    def settle(self) -> None:
        """Between the readings: resolve every manager and find the circles."""
        self._before = dict(self.managers)
        for line, reference in self._references.items():
            node = self._nodes[line]
            found, why = self._directory.find(reference)
            if why:
                self.managers.setdefault(node, None)
                self._note(line, "managers_ambiguous" if "several" in why else "managers_missing", why)
            else:
                self.managers[node] = None if found == node else found
                if found == node:
                    self._note(line, "managers_themselves", _OWN_MANAGER)
        self._circles = in_circles(self.managers)
        self.troubles["managers_circular"] = len(self._circles)

    def _note(self, line: int, trouble: str, why: str) -> None:
        self.troubles[trouble] += 1
        self._notes[line] = why

    def verdicts(
        self, rows: Iterable[PersonRow], known: Callable[[list[int]], Mapping[int, Known]]
    ) -> Iterator[Verdict]:
        """Second reading: one verdict a row in the file's order; `known` gives the people with these keys in full."""
        rows = iter(rows)
        while some := list(islice(rows, AT_ONCE)):
            people = known([node for row in some if (node := self._nodes.get(row.line, 0)) > 0])
            for row in some:
                yield self._verdict(row, people)

    def _verdict(self, row: PersonRow, people: Mapping[int, Known]) -> Verdict:
        node = self._nodes.get(row.line)
        if node is None:
            why = self._refused.get(row.line, "")
            return Verdict(row.line, REFUSE, row, reasons=[*row.faults, *([why] if why else [])])
        verdict = Verdict(row.line, CREATE if row.email else LIST, row, node, self.managers.get(node))
        if node > 0:
            verdict.changes = self._changes(node, row, people[node])
            verdict.kind = CHANGE if verdict.changes else LEAVE
        verdict.reasons = [*row.notes, *self._remarks(row, node)]
        if node > 0 and keeps_address(people[node], row):
            self.troubles["emails_kept"] += 1
            verdict.reasons.append(_ADDRESS_STAYS)
        return verdict

    def _changes(self, node: int, row: PersonRow, person: Known) -> dict[str, tuple[Any, Any]]:
        changes = differences(person, row)
        if "email" in changes and person.email:
            self.troubles["emails_changed"] += 1
        before, after = self._before.get(node), self.managers.get(node)
        if before != after:
            changes["manager"] = (self.names.get(before or 0, ""), self.names.get(after or 0, ""))
        return changes

    def _remarks(self, row: PersonRow, node: int) -> Iterator[str]:
        if not row.email and self._states.get(node, "listed") == "listed":
            yield "No e-mail address: kept in the reporting line only."
        if row.line in self._notes:
            yield self._notes[row.line]
        if node in self._circles:
            yield _CIRCLE
        if stays := _STAYS.get(self._states.get(node, "")):
            yield stays

    def absent(self) -> list[int]:
        """The keys of people of the portal whom the file does not name; an import never touches them."""
        return [key for key, state in self._states.items() if key not in self._seen and state != "left"]
