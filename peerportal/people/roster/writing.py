"""The rows an import writes, some hundred people at a time; always inside the transaction of the import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from peewee import Case

from peerportal.core import changes, clock, log
from peerportal.core.ids import new_ref
from peerportal.core.text import fold, fold_email
from peerportal.people.models import Level, OneTimeLink, Person, PersonTerm, Profile
from peerportal.people.models.person import INVITED, LISTED
from peerportal.people.models.profile import OFFER, SEEK
from peerportal.people.roster import bulk
from peerportal.people.roster.plan import CHANGE, CREATE, LIST, Verdict
from peerportal.people.roster.rows import PersonRow
from peerportal.terms.models import Term

_PLAIN = ("employee_no", "title", "department", "location", "time_zone", "hired_on")
_AT_ONCE = 400
_KEEP_PROFILE = "ON CONFLICT (person_id) DO UPDATE SET languages = excluded.languages"


def ready_terms(rows: Iterable[PersonRow]) -> dict[str, Term]:
    """The term that each word of the file is kept under (by its folded text), made before anything is locked."""
    terms: dict[str, Term] = {}
    for row in rows:
        for text in (*row.offers, *row.seeks):
            key = fold(text)
            if key not in terms:
                terms[key] = Term.understand(text)
    return terms


def _rows(query: Any) -> Any:
    return query.tuples().execute()


class Writer:
    """Writes verdicts as they come; `finish` sets the managers who were not there before."""

    def __init__(self, by: int, ranks: dict[str, int], terms: dict[str, Term]) -> None:
        self._by = by
        self._terms = terms
        self._ranks = ranks
        self._levels = {folded: key for key, folded in _rows(Level.select(Level.id, Level.folded))}
        self._uses: Counter[int] = Counter()
        self._people: dict[int, int] = {}  # node of somebody new → key
        self._managers: list[tuple[int, int]] = []  # (key, node of the manager)
        self._order_levels()

    def _order_levels(self) -> None:
        for folded in self._ranks.keys() & self._levels.keys():
            Level.update(rank=self._ranks[folded]).where(Level.folded == folded).execute()
        if self._ranks:
            changes.record("level")

    def _level(self, name: str) -> int | None:
        if not name:
            return None
        folded = fold(name)[:80]
        if folded not in self._levels:
            level = Level.create(name=name, folded=folded, rank=self._ranks.get(folded))
            self._levels[folded] = level.id
        return self._levels[folded]

    def write(self, verdicts: list[Verdict]) -> None:
        """Write some of the verdicts."""
        new = [verdict for verdict in verdicts if verdict.kind in (CREATE, LIST)]
        if new:
            self._create(new)
        changed = [verdict for verdict in verdicts if verdict.kind == CHANGE]
        for verdict in changed:
            self._change(verdict)
        self._profiles(new, changed)

    def _create(self, verdicts: list[Verdict]) -> None:
        refs = {new_ref(): verdict for verdict in verdicts}
        rows = [self._new_row(ref, verdict) for ref, verdict in refs.items()]
        for key, ref in bulk.insert(Person, rows, "RETURNING id, ref"):
            verdict = refs[ref]
            self._people[verdict.node] = key
            if verdict.manager is not None and verdict.manager < 0:
                self._managers.append((key, verdict.manager))

    def _new_row(self, ref: str, verdict: Verdict) -> dict[str, Any]:
        row = verdict.row
        facts = {part: getattr(row, part) for part in _PLAIN}
        return facts | {
            "ref": ref,
            "state": INVITED if row.email else LISTED,
            "name": row.name,
            "search_name": fold(row.name)[:120],
            "email": row.email or None,
            "folded_email": row.folded_email or None,
            "employee_no": row.employee_no or None,
            "time_zone": row.time_zone or "UTC",
            "level": self._level(row.level),
            "manager": verdict.manager if verdict.manager and verdict.manager > 0 else None,
        }

    def _change(self, verdict: Verdict) -> None:
        facts = {part: pair[1] for part, pair in verdict.changes.items() if part in _PLAIN}
        if "name" in verdict.changes:
            facts |= {"name": verdict.row.name, "search_name": fold(verdict.row.name)[:120]}
        if "level" in verdict.changes:
            facts["level"] = self._level(verdict.row.level)
        if "email" in verdict.changes:
            facts |= self._new_address(verdict)
        if "manager" in verdict.changes:
            facts |= self._new_manager(verdict)
        if facts:
            facts["version"] = Person.version + 1
            Person.update(**facts).where(Person.id == verdict.node).execute()

    def _new_manager(self, verdict: Verdict) -> dict[str, Any]:
        if verdict.manager is None or verdict.manager > 0:
            return {"manager": verdict.manager}
        self._managers.append((verdict.node, verdict.manager))
        return {}

    def _new_address(self, verdict: Verdict) -> dict[str, Any]:
        """A new address: links that went to the old one lapse, and the log says whose address changed."""
        person = Person.select(Person.ref, Person.state).where(Person.id == verdict.node).get()
        OneTimeLink.delete().where(
            OneTimeLink.person == verdict.node, OneTimeLink.used_at.is_null()
        ).execute()
        log.write(self._by, "changed an e-mail address by import", "person", person.ref)
        address = {"email": verdict.row.email, "folded_email": fold_email(verdict.row.email)}
        return address | ({"state": INVITED, "state_at": clock.now()} if person.state == LISTED else {})

    def _profiles(self, new: list[Verdict], changed: list[Verdict]) -> None:
        """Languages and terms: of new people, and of those whose file says otherwise and who have not joined."""
        fresh = [(self._people[verdict.node], verdict.row) for verdict in new if verdict.row.email]
        told = [(verdict.node, verdict) for verdict in changed]
        spoken = [(key, row.languages) for key, row in fresh if row.languages]
        spoken += [(key, verdict.row.languages) for key, verdict in told if "languages" in verdict.changes]
        if spoken:
            rows = [{"person": key, "languages": list(languages)} for key, languages in spoken]
            bulk.insert(Profile, rows, _KEEP_PROFILE)
        for facet, part in ((OFFER, "offers"), (SEEK, "seeks")):
            again = [(key, getattr(verdict.row, part)) for key, verdict in told if part in verdict.changes]
            self._forget([key for key, _ in again], facet)
            self._name([*((key, getattr(row, part)) for key, row in fresh), *again], facet)

    def _forget(self, people: list[int], facet: str) -> None:
        if people:
            gone = PersonTerm.delete().where(PersonTerm.person.in_(people), PersonTerm.facet == facet)
            self._uses.subtract(term for (term,) in _rows(gone.returning(PersonTerm.term)))

    def _name(self, people: list[tuple[int, tuple[str, ...]]], facet: str) -> None:
        rows: dict[tuple[int, int], dict[str, Any]] = {}
        for key, texts in people:
            for position, text in enumerate(texts):
                term = self._terms[fold(text)]
                row = {"person": key, "term": term.id, "facet": facet, "typed": text, "position": position}
                # Two words for one term are held once, as when somebody types them.
                rows.setdefault((key, term.root_id), row)
        self._uses.update(row["term"] for row in rows.values())
        bulk.insert(PersonTerm, rows.values())

    def finish(self) -> None:
        """Set the managers who are new themselves, and count the terms' uses."""
        pairs = [(key, self._people[node]) for key, node in self._managers if node in self._people]
        for start in range(0, len(pairs), _AT_ONCE):
            some = pairs[start : start + _AT_ONCE]
            manager = Case(Person.id, some)
            Person.update(manager=manager).where(Person.id.in_([key for key, _ in some])).execute()
        Term.count_use(self._uses)
