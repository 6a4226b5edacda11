"""The circles of the world: who is in each, who is invited and who has left."""

from peerportal.core import changes, clock, vault
from peerportal.core.db import transaction
from peerportal.groups.circles import membership
from peerportal.groups.models import Circle, CircleInvitation, Group, LeftWords, Meeting, Membership
from peerportal.groups.sitting import notebooks
from tests.world.meetings import add_item
from tests.world.secrets import SECRETS


def put_into(world):
    """One that anybody may join, one by invitation, and one that nobody has approved yet."""
    world.circle = open_circle(
        [world.omar, world.priya, world.uma, world.tom], world.programme, "Telling stories with data"
    )
    world.by_invitation = open_circle(
        [world.tom, world.vera],
        world.programme,
        "Difficult conversations",
        state="trying",
        joining="invited",
    )
    world.undecided = open_circle(
        [world.ines], world.programme, "Moving to a new team", state="trying", approved_at=None
    )
    world.invited = [
        CircleInvitation.create(group=group, person=person, by=by)
        for group, person, by in (
            (world.by_invitation, world.lin, world.tom),
            (world.circle, world.ines, world.uma),
        )
    ]
    _leave(world)


def _leave(world):
    """Tom wrote something for himself in the circle, and left it."""
    row = Group.get_by_id(world.circle.id)
    notebooks.save(row, world.tom, SECRETS["notebook of one who left"], 0)
    membership.leave(row, world.tom)
    world.left_words = LeftWords.get()


@transaction()
def open_circle(people, programme, topic, *, state="active", kind="circle", **facts):
    """A circle with these people in it; past gathering with a next meeting and an agenda item."""
    space = vault.new_space("group", [person.id for person in people])
    group = Group.create(
        programme=programme, kind="circle", format=kind, state=state, space_id=space,
        activated_at=clock.now() if state != "trying" else None, closed_at=clock.now() if state == "closed" else None,
    )  # fmt: skip
    facts = {"most": 6, "approved_at": clock.now()} | facts
    Circle.create(group=group, topic=topic, founder=people[0], **facts)
    for person in people:
        Membership.create(group=group, person=person)
    if state == "active":
        group.meeting = Meeting.create(group=group, number=1, host_id=people[0].id)
        opened = vault.open_space(space, reader=people[0].id)
        group.items = [add_item(group.meeting, opened, people[0], SECRETS["circle's item"], 1)]
    changes.record("circle", a=group.id)
    return group
