"""The goals of the world's pair, with all that hangs on one."""

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.goals import check_ins, ending, offers, sharing, steps, writing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, Group
from tests.world.secrets import SECRETS


def put_into(world):
    """Priya and Omar: a goal of hers with all that hangs on it, one that she reached, one she keeps to herself."""
    priya, omar, pair = world.priya, world.omar, Group.get_by_id(world.pair.id)
    first = Wording(specific=SECRETS["earlier wording of a goal"], target="6", unit="talks")
    goal = writing.draft(pair, priya, first, new_ref())
    world.step = steps.add(goal, priya, SECRETS["step of a goal"], new_ref(), milestone=True)
    world.check_in = check_ins.check_in(
        goal, priya, clock.today(), CheckedIn("3", SECRETS["check-in of a goal"]), new_ref()
    )
    sharing.share(goal, priya)
    writing.edit(goal, priya, Wording(specific=SECRETS["goal"]), 1)
    world.offer = offers.offer(
        goal, omar, Wording(specific=SECRETS["offered wording of a goal"]), 2, new_ref()
    )
    reached = writing.draft(pair, priya, Wording(specific=SECRETS["goal"]), new_ref())
    sharing.share(reached, priya)
    ending.reach(reached, priya, SECRETS["end of a goal"])
    world.goal, world.reached = Goal.get_by_id(goal.id), Goal.get_by_id(reached.id)
    world.goal_not_shared = writing.draft(
        pair, priya, Wording(specific=SECRETS["goal not shared"]), new_ref()
    )
    world.own_step = steps.add(world.goal_not_shared, priya, SECRETS["goal not shared"], new_ref())
