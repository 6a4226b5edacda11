"""Somebody leaves the other behind, and at the same moment something is written between the two."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.groups.models import Group, Meeting
from peerportal.people.models import Block
from tests.races.conftest import ROUNDS
from tests.world import open_group

pytestmark = pytest.mark.long


def blocked_while_writing(processes, programme, priya, omar, deed):
    """One round: Priya blocks Omar while he writes, or closes, in what the two have."""
    Block.delete().execute()
    Group.update(state="closed").execute()
    pair = open_group(priya, omar, programme)
    writes = {"group": pair.id, "by": omar.id}
    if deed == "add_item":
        Meeting.create(group=pair, number=1)
        writes |= {"words": "One more", "form_key": new_ref()}
    answers = processes.race([("block", {"by": priya.id, "other": omar.id}), (deed, writes)])
    failed = [detail for outcome, detail in answers if outcome == "failed"]
    return failed, Group.get_by_id(pair.id).is_closed


@pytest.mark.parametrize("deed", ["add_item", "close_group"])
def test_a_block_wins_and_neither_waits_for_the_other_for_ever(contenders, programme, priya, omar, deed):
    processes = contenders(2)
    for _ in range(ROUNDS):
        failed, closed = blocked_while_writing(processes, programme, priya, omar, deed)
        assert not failed, failed
        assert closed
