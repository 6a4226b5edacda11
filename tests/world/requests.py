"""A request from one to another, in any of its states."""

from datetime import timedelta

from peerportal.core import changes, clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.matching.models import PeerRequest
from tests.world.secrets import SECRETS


@transaction()
def ask(sender, recipient, programme, state="pending", **facts):
    """A request with words in each of its sealed columns."""
    low, high = sorted((sender.id, recipient.id))
    space = vault.new_space("group", [sender.id, recipient.id])
    opened = vault.open_space(space, reader=sender.id)
    row = PeerRequest(
        ref=new_ref(), programme=programme, sender=sender, recipient=recipient, low=low, high=high, state=state,
        space_id=space, expires_at=clock.now() + timedelta(days=10), **facts,
    )  # fmt: skip
    row.note = opened.seal(PeerRequest.note, row.ref, SECRETS["request note"])
    if state == "asked_back":
        row.question = opened.seal(PeerRequest.question, row.ref, SECRETS["request question"])
        row.asked_back_at = clock.now()
    if state == "declined":
        row.parting = opened.seal(PeerRequest.parting, row.ref, SECRETS["request parting"])
        row.reply = opened.seal(PeerRequest.reply, row.ref, SECRETS["request reply"])
        row.answered_at = clock.now()
    row.save(force_insert=True)
    changes.record("request", sender.id, recipient.id)
    return row
