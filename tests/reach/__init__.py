"""How the door matrix reaches each kind of record: what fills the address, and who may come there.

The keys are the `to` of `@door(who, to=…)`. A room that opens a new kind of door adds a line to the module of its noun.
"""

from tests.reach import (
    activities,
    circles,
    commitments,
    concerns,
    goals,
    groups,
    meetings,
    people,
    questions,
    requests,
    sign_ins,
    terms,
)
from tests.reach.case import Case

NOUNS = (
    activities,
    circles,
    commitments,
    concerns,
    goals,
    groups,
    meetings,
    people,
    questions,
    requests,
    sign_ins,
    terms,
)
REACH = {kind: records for noun in NOUNS for kind, records in noun.REACH.items()}
assert len(REACH) == sum(len(noun.REACH) for noun in NOUNS), "two nouns reach the same kind of record"


def cases(rule, door, world):
    """The records to try this route on; one without values for a route that names none."""
    if door is None:
        return []
    if door.to is None:
        unknown = dict.fromkeys(rule.arguments, "no-such-thing")
        # A verb without its fields may find nothing; that the pages themselves work is shown by tests/test_pages.py.
        return [Case(unknown, also=("missing",))]
    records = REACH.get(door.to, lambda world: [])(world)
    return [case for case in records if rule.arguments <= case.values.keys()]
