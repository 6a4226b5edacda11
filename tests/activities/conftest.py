"""What the tests of activities take over from those of groups, and a table that people sit at."""

import pytest

from peerportal.activities import playing, starting
from peerportal.activities.banks import loading
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivitySession
from peerportal.activities.playing import Sent
from peerportal.core.ids import new_ref
from peerportal.groups.opened import open_group
from tests.groups.conftest import at, circle, enter, pages, pair, served, start, trying  # noqa: F401 - fixtures

# A page that is looked at again asks at once. Journeys of many steps would else wait for polls most of the time; the
# one of quadrants takes them as they come.
LOOKED_AT_AGAIN = "setInterval(() => document.dispatchEvent(new Event('visibilitychange')), 300);"


@pytest.fixture
def page_of(app, chromium, served, browser_of):  # noqa: F811
    """Opens a page of a real browser, signed in as this person, that is looked at again and again."""
    yield from pages(app, chromium, served, browser_of, LOOKED_AT_AGAIN)


class Table:
    """A session as its members play it: `table.does(priya, "ready", family="Two sisters")`."""

    def __init__(self, group, session):
        self.group, self.ref = group, session.ref

    @property
    def session(self):
        return ActivitySession.get(ActivitySession.ref == self.ref)

    def sees(self, person, step=None):
        """The session opened for this person, at a step."""
        kind = playing.kind_of(self.session)
        return playing.opened_at(self.session, open_group(self.group, person), step and kind.step(step))

    def facts(self, person, step=None):
        """What the step's template would show to this person."""
        play = self.sees(person, step)
        return play.step.facts(play)

    def does(self, person, deed, step=None, *, version=None, key=None, member="", **values):
        """A deed with the blanks filled in; those not given are empty."""
        session, play = self.session, self.sees(person, step)
        chosen = play.step.deed(deed)
        given = {blank.name: values.pop(blank.name, None) for blank in chosen.blanks}
        assert not values, f"no such blanks: {values}"
        part = play.part_of(person.id)
        usual = {"table": session.version, "part": part.version if part else 0}.get(chosen.guard, 0)
        sent = Sent(given, usual if version is None else version, key or new_ref(), member)
        return playing.take(self.group, session, person, play.step, chosen, sent)

    def goes_on(self, person):
        return playing.go_on(self.group, self.session, person, self.session.version)

    def goes_back(self, person):
        return playing.go_back(self.group, self.session, person, self.session.version)

    def arrives(self, person):
        playing.arrive(self.group, self.session, person)

    def at(self, *parts):
        """Its address, or one below it."""
        return "/".join(["/activities/sessions", self.ref, *parts])


@pytest.fixture
def begin():
    """Begins an activity: begin(pair, priya, "quadrants")."""
    return lambda group, by, kind: Table(group, starting.start(group, by, KINDS[kind], new_ref()))


@pytest.fixture
def content(app):
    """The questions and cards that come with the portal."""
    loading.load()
