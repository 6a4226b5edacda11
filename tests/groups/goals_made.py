"""Goals for tests: written, shared, and read back as they stand."""

from peerportal.core.ids import new_ref
from peerportal.groups.goals import sharing, writing
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal


def make_goal(group, owner, words="Give six talks", *, shared=False, **parts):
    """A goal of this member, as it stands in the database."""
    goal = writing.draft(group, owner, Wording(specific=words, **parts), new_ref())
    if shared:
        sharing.share(goal, owner)
    return fresh(goal)


def fresh(row):
    """The row as it stands now."""
    return type(row).get_by_id(row.id)


def latest(owner):
    """The goal that this person wrote last."""
    return Goal.select().where(Goal.person == owner).order_by(Goal.id.desc()).get()
