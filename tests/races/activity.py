"""What contenders can do in an activity."""

from peerportal.activities import playing
from peerportal.activities.models import ActivitySession
from peerportal.activities.playing import Sent
from peerportal.groups.models import Group
from peerportal.groups.opened import open_group
from peerportal.people.models import Person


def take(session, by, deed, values):
    """Do a deed in the step that a session is at, as the page of this moment would send it."""
    found, person = ActivitySession.get_by_id(session), Person.get_by_id(by)
    group = Group.get_by_id(found.group_id)
    play = playing.opened_at(found, open_group(group, person))
    chosen, part = play.step.deed(deed), play.part_of(by)
    given = {blank.name: values.get(blank.name) for blank in chosen.blanks}
    version = {"table": found.version, "part": part.version if part else 0}.get(chosen.guard, 0)
    return playing.take(group, found, person, play.step, chosen, Sent(given, version))


def look_at_parts(session, by):
    """What somebody's page would be made of: (whose, whether the words can be read, ready, shown) of each part."""
    found, person = ActivitySession.get_by_id(session), Person.get_by_id(by)
    play = playing.opened_at(found, open_group(Group.get_by_id(found.group_id), person))
    return [(part.person_id, bool(part.words), part.is_ready, part.is_shown) for part in play.parts_here()]


DEEDS = {function.__name__: function for function in (take, look_at_parts)}
