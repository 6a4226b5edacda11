"""The activities of the world's groups: what was written in them, and the pictures brought."""

from peerportal.activities import pictures, playing, starting
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivityPicture, ActivitySession
from peerportal.activities.playing import Sent
from peerportal.core.ids import new_ref
from peerportal.groups.models import Group
from tests.activities.brought import picture
from tests.world.secrets import SECRETS


def put_into(world):
    """In the pair Priya has written what she alone sees; the circle, and Priya with Vera, have revealed."""
    world.played = play(world.pair, world.priya, SECRETS["part not revealed yet"])
    world.played_by_circle = play(
        world.circle, world.omar, SECRETS["part of an activity"], world.priya, world.uma
    )
    world.played_once = play(world.ended, world.priya, SECRETS["part in a closed group"], world.vera)
    world.told = bring(world.pair, world.priya, SECRETS["words for a picture"], shows=True)
    world.covered = bring(world.pair, world.priya, SECRETS["words for a picture not shown"])


def play(group, by, words, *others):
    """Quadrants: whoever begins writes; with the others named, all are ready and it is revealed."""
    row = Group.get_by_id(group.id)
    Group.update(state="active").where(Group.id == row.id).execute()
    session = starting.start(row, by, KINDS["quadrants"], new_ref())
    step = KINDS["quadrants"].step("write")
    for person in (by, *others):
        deed = step.deed("ready" if others else "save")
        values = dict.fromkeys((blank.name for blank in deed.blanks), "") | {"family": words}
        playing.take(row, session, person, step, deed, Sent(values))
    Group.update(state=row.state).where(Group.id == row.id).execute()
    return ActivitySession.get_by_id(session.id)


def bring(group, by, words, shows=False):
    """Show and tell with a picture that one brought: its row; shown to the others, or covered."""
    kind, row = KINDS["show"], Group.get_by_id(group.id)
    session = starting.start(row, by, kind, new_ref())

    def does(step, deed, version=0, **values):
        at = kind.step(step)
        playing.take(row, session, by, at, at.deed(deed), Sent(values, version))

    does("bring", "bring", title="A ticket", story=words, why="")
    does("bring", "add-picture", picture=pictures.drawn(picture()), alt=words)
    if shows:
        playing.go_on(row, session, by, session.version)
        for deed in ("show", "pass-on"):
            does("tell", deed, ActivitySession.get_by_id(session.id).version)
    found = ActivityPicture.get(ActivityPicture.session == session)
    found.of = ActivitySession.get_by_id(session.id)
    return found
