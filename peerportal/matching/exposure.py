"""How often each person is shown: counted in the process, written now and then, never by the page itself."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable

from peerportal.core import changes, clock, tallies
from peerportal.core.db import transaction
from peerportal.matching.models import Exposure
from peerportal.matching.peer import week_number
from peerportal.people.models import Person

_counted: Counter[tuple[int, int]] = Counter()
_lock = threading.Lock()


def count(people: Iterable[int]) -> None:
    """Each of these was shown to somebody once more."""
    week = week_number(clock.today())
    with _lock:
        _counted.update((person, week) for person in people)


@tallies.flushed_by
def write() -> None:
    """Add what was counted to the table."""
    with _lock:
        counted = dict(_counted)
        _counted.clear()
    if not counted:
        return
    people, this_week = {person for person, _ in counted}, week_number(clock.today())
    with transaction():
        there = {row.id for row in Person.select(Person.id).where(Person.id.in_(list(people)))}
        for (person, week), shown in sorted(counted.items()):
            if person in there:
                _add(person, week, shown)
                if week != this_week:
                    # Only earlier weeks count in the order of lists, and some process may have read them already.
                    changes.record("shown", person)


def _add(person: int, week: int, shown: int) -> None:
    Exposure.insert(person=person, week=week, shown=shown).on_conflict(
        conflict_target=[Exposure.person, Exposure.week], update={Exposure.shown: Exposure.shown + shown}
    ).execute()
