"""People with several groups in common go at one moment: nobody waits for ever for what the other has."""

import pytest

from peerportal.core import db, vault
from peerportal.groups.models import CircleInvitation, Group, Membership
from peerportal.people.models import Block, Person
from tests.races.conftest import ROUNDS
from tests.world import open_circle

pytestmark = pytest.mark.long


class Two:
    """Lin, Tom and Omar are in both circles; Priya is in the younger one, and invited into the older one."""

    def __init__(self, programme, priya, omar, lin, tom):
        self.priya, self.omar, self.lin = priya, omar, lin
        self.older = open_circle([lin, tom, omar], programme, "Older")
        self.younger = open_circle([priya, lin, tom, omar], programme, "Younger")

    @db.transaction()
    def begin_again(self):
        Block.delete().execute()
        Person.update(state="active").execute()
        Group.update(state="active", closed_at=None).execute()
        for member in (
            Membership.select(Membership, Group).join(Group).where(Membership.left_at.is_null(False))
        ):
            vault.admit(member.group.space_id, member.person_id)
        Membership.update(left_at=None).execute()
        CircleInvitation.delete().execute()
        CircleInvitation.create(group=self.older, person=self.priya, by=self.omar)


@pytest.fixture
def two(programme, priya, omar, lin, make_person):
    return Two(programme, priya, omar, lin, make_person("Tom Berg"))


def gone(processes, two, leave, goes):
    """One round: Lin leaves while Priya goes, too; what failed."""
    two.begin_again()
    answers = processes.race([(leave, {"by": two.lin.id}), goes])
    return [detail for outcome, detail in answers if outcome == "failed"]


def leaves_or_blocks(two, ending=""):
    """What Priya does in turn: she leaves the portal, or she blocks Omar, with whom she shares a circle."""
    blocks = {"by": two.priya.id, "other": two.omar.id}
    return [(f"leave_portal{ending}", {"by": two.priya.id}), (f"block{ending}", blocks)]


@pytest.mark.parametrize("which", [0, 1], ids=["leaving", "blocking"])
def test_two_who_go_at_once_do_not_wait_for_each_other_for_ever(contenders, two, which):
    processes = contenders(2)
    goes = leaves_or_blocks(two)[which]
    for _ in range(ROUNDS):
        failed = gone(processes, two, "leave_portal", goes)
        assert not failed, failed
        assert two.priya.id not in two.younger.member_ids()
        assert two.lin.id not in [*two.older.member_ids(), *two.younger.member_ids()]
        assert CircleInvitation.get().state == "withdrawn"


@pytest.mark.postgres_only  # SQLite lets one write at a time anyway
@pytest.mark.parametrize("which", [0, 1], ids=["leaving", "blocking"])
def test_without_one_order_they_wait_for_each_other_for_ever(contenders, two, which):
    processes = contenders(2)
    goes = leaves_or_blocks(two, "_as_it_comes")[which]
    rounds = (gone(processes, two, "leave_portal_as_it_comes", goes) for _ in range(ROUNDS))
    assert any("deadlock" in detail for failed in rounds for detail in failed), (
        "the race test would not notice a missing order"
    )
