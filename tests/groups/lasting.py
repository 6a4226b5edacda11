"""A pair that wrote something of every kind, for the tests of what is kept and what is destroyed."""

import datetime as dt
import json

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups.endings import thanks
from peerportal.groups.models import (
    AgendaItem,
    Agreement,
    Commitment,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Group,
    ItemNote,
    Meeting,
    Notebook,
    SlotOffer,
)
from peerportal.groups.own import own_space

# What lies where; each is unlike anything else.
SAID = {
    "goal": "Smaragdhecht",
    "draft goal": "Achatwachtel",
    "earlier wording": "Karneolspecht",
    "step": "Turmalinhase",
    "check-in": "Zitrinforelle",
    "parting of the goal": "Peridotgans",
    "commitment": "Saphirigel",
    "outcome": "Granatziesel",
    "notebook": "Amethystreh",
    "shared note": "Jaspisdohle",
    "its point": "Malachitelch",
    "agreement": "Rauchquarzkauz",
    "thanks for me": "Mondsteinbiber",
}
THEIRS = {
    "goal of the other": "Lapisluchs",
    "commitment of the other": "Pyritfuchs",
    "notebook of the other": "Obsidianhamster",
    "point without a note": "Chalzedonstar",
}


def write(table, column, space, words, **facts):
    row = table(ref=new_ref(), **facts)
    setattr(row, column.name, space.seal(column, row.ref, words))
    row.save(force_insert=True)
    return row


def goal(group, person, space, words, **facts):
    said = json.dumps({"specific": words, "measurable": "", "timely": "By May"})
    return write(Goal, Goal.words, space, said, group=group, person=person, space_id=space.space_id, **facts)


def everything(pair, me, other):
    """Something of every kind by `me`, and what is the other's alone; the pair is active."""
    with transaction():
        shared = vault.open_space(pair.space_id, reader=me.id)
        _goals(pair, me, shared, own_space(pair, me))
        _promised(pair, me, other, shared)
        for person, words in ((me, SAID["notebook"]), (other, THEIRS["notebook of the other"])):
            write(Notebook, Notebook.words, own_space(pair, person), words, group=pair, person=person)
        _talked_about(pair, me, other, shared)
        Agreement.propose(pair, me, {"often": SAID["agreement"], "ground": ["A ground rule"]}, 0)
        SlotOffer.create(group=pair, number=1, starts_at=clock.now(), by=other)


def _goals(pair, me, shared, own):
    mine = goal(pair, me, shared, SAID["goal"], state="reached", due_on=dt.date(2027, 5, 1))
    Goal.update(parting=shared.seal(Goal.parting, mine.ref, SAID["parting of the goal"])).where(
        Goal.id == mine.id
    ).execute()
    earlier = json.dumps({"specific": SAID["earlier wording"]})
    write(GoalWording, GoalWording.words, shared, earlier, goal=mine, person=me, version=1)
    write(GoalStep, GoalStep.words, shared, SAID["step"], goal=mine, position=1, done_at=clock.now())
    told = json.dumps({"value": "7", "line": SAID["check-in"]})
    write(GoalCheckIn, GoalCheckIn.words, shared, told, goal=mine, on_day=dt.date(2027, 4, 1))
    goal(pair, me, own, SAID["draft goal"])


def _promised(pair, me, other, shared):
    meeting = Meeting.next_of(pair)
    mine = write(
        Commitment, Commitment.words, shared, SAID["commitment"], group=pair, person=me, meeting=meeting,
        state="partly", due_on=dt.date(2027, 4, 9),
    )  # fmt: skip
    outcome = shared.seal(Commitment.outcome, mine.ref, SAID["outcome"])
    Commitment.update(outcome=outcome).where(Commitment.id == mine.id).execute()
    theirs = THEIRS["commitment of the other"]
    write(Commitment, Commitment.words, shared, theirs, group=pair, person=other, meeting=meeting)
    goal(pair, other, shared, THEIRS["goal of the other"], state="shared")


def _talked_about(pair, me, other, shared):
    point = AgendaItem.add(pair, me, SAID["its point"], new_ref())
    write(ItemNote, ItemNote.words, shared, SAID["shared note"], item=point)
    AgendaItem.add(pair, other, THEIRS["point without a note"], new_ref())


def end(pair, other, words=SAID["thanks for me"]):
    """Close it, with thanks by the other; the group as it stands then."""
    pair.close()
    closed = Group.get_by_id(pair.id)
    thanks.leave(closed, other, words)
    return closed
