"""A report to the coordinators, which one of them has taken."""

from peerportal.concerns.models import Concern
from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from tests.world.secrets import CONCERN_SECRETS


@transaction()
def report(world):
    """Lin reports Omar to the coordinators."""
    readers = [world.carmen.id, world.cora.id]
    space = vault.new_space("concern", readers)
    opened = vault.open_space(space, reader=world.carmen.id)
    row = Concern(
        ref=new_ref(), state="taken", reporter=world.lin, about=world.omar, kind="person", space_id=space,
        taken_by=world.carmen, taken_at=clock.now(), form_key=new_ref(),
    )  # fmt: skip
    row.words = opened.seal(Concern.words, row.ref, CONCERN_SECRETS["concern words"])
    row.shown = opened.seal(Concern.shown, row.ref, CONCERN_SECRETS["concern shown"])
    row.outcome = opened.seal(Concern.outcome, row.ref, CONCERN_SECRETS["concern outcome"])
    row.save(force_insert=True)
    return row
