"""A pair with its agreement and its commitments, and its two as they sit together."""

import json
from datetime import timedelta

from peerportal.core import changes, clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups.models import Acceptance, Agreement, Commitment, Group, Membership, Sitting
from peerportal.groups.sitting import after, notebooks, notes
from tests.world.meetings import add_item, meet
from tests.world.secrets import SECRETS


@transaction()
def open_group(one, other, programme, *, state="active", item=None):
    """A pair; past its first chat with an agreement, a next meeting and three agenda items, one of them removed."""
    low, high = sorted((one.id, other.id))
    space = vault.new_space("group", [one.id, other.id])
    opened = vault.open_space(space, reader=one.id)
    group = Group.create(
        programme=programme, state=state, space_id=space, low=low, high=high, first_chat_at=clock.now(),
        activated_at=None if state == "trying" else clock.now(), closed_at=clock.now() if state == "closed" else None,
    )  # fmt: skip
    for member in (one, other):
        Membership.create(group=group, person=member, answer=None if state == "trying" else "yes")
    if item:
        group.agreement = _agree(group, opened, one)
        group.held = meet(group, opened, 1, state="held", held_at=clock.now())
        group.meeting = meet(group, opened, 2)
        group.items = [add_item(group.meeting, opened, one, item, position) for position in (1, 2)]
        group.commitments = [_promise(group, opened, member) for member in (one, other)]
        group.taken_back = _promise(group, opened, other, SECRETS["commitment taken back"], gone=True)
        group.removed = add_item(group.meeting, opened, other, SECRETS["removed agenda item"], 3, gone=True)
    changes.record("group", one.id, other.id)
    return group


def sit_down(group, one, other):
    """The group sits: the other speaks, the first point has a note; one has a notebook and looked back privately."""
    row = Group.get_by_id(group.id)
    notes.save(row, group.items[0], one, SECRETS["item note"], 0)
    notebooks.save(row, one, SECRETS["notebook"], 0)
    after.check(row, group.held, one, "partly", "more")
    Sitting.create(meeting=group.meeting, item=group.items[0], speaker_id=other.id, runs_since=clock.now())


def _agree(group, opened, member):
    row = Agreement(ref=new_ref(), group=group, changed_by=member)
    row.words = opened.seal(Agreement.words, row.ref, json.dumps({"who": SECRETS["agreement"]}))
    row.save(force_insert=True)
    Acceptance.create(agreement=row, person=member, version=1)
    return row


def _promise(group, opened, member, words=SECRETS["commitment"], **facts):
    """Something said at the meeting that was held, with a line about how it goes."""
    row = Commitment(
        ref=new_ref(), group=group, meeting=group.held, person=member, form_key=new_ref(), **facts
    )
    row.state, row.due_on = "still", clock.today() + timedelta(days=5)
    row.words = opened.seal(Commitment.words, row.ref, words)
    row.outcome = opened.seal(Commitment.outcome, row.ref, SECRETS["how a commitment went"])
    row.save(force_insert=True)
    return row
