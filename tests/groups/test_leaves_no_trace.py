"""What somebody does privately leaves no trace: all that others see, hear and are sent is what it was before."""

import re
from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.changes import Change
from peerportal.core.ids import new_ref
from peerportal.core.jobs import Job
from peerportal.core.log import LogEntry
from peerportal.groups import holding, pairing
from peerportal.groups.calendar import feeds
from peerportal.groups.endings import closing, fit
from peerportal.groups.goals import check_ins, ending, steps, writing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.mark import marked
from peerportal.groups.models import Group, Meeting
from peerportal.groups.sitting import after, notebooks
from peerportal.web.keeping import shelf
from tests.browser import Browser

_OWN = re.compile(r'(name="(?:csrf_token|form_key)"[^>]*?value="|X-CSRFToken": ")[^"]*')
TABLES_OF_DEEDS = (Job, LogEntry, Change)
OF_THE_GROUP = ("", "/goals", "/commitments", "/meetings", "/meeting", "/ribbon", "/close", "/keepsake")
ELSEWHERE = ("/", "/groups", "/commitments", "/suggestions", "/admin", "/admin/groups", "/admin/log")


class Eyes:
    """What these people see of a group and beside it; made anew each time, and not taken from what is kept."""

    def __init__(self, app, group, *people):
        self._group = group
        self._browsers = [Browser(app, person) for person in people]
        self._addresses = [*ELSEWHERE, *(f"/groups/{group.ref}{page}" for page in OF_THE_GROUP)]

    def see(self):
        """Every page, the tags of their polls, and how much was noted and enqueued."""
        shelf.clear()
        found = {table.__name__: table.select().count() for table in TABLES_OF_DEEDS}
        for browser in self._browsers:
            name, known = browser.person.name, marked(self._group.ref, browser.person)
            found[name, "tag"] = known and known.tag
            for address in self._addresses:
                answer = browser.open("GET", address)
                found[name, address] = answer.status_code, _OWN.sub(r"\1", answer.get_data(as_text=True))
        return found


@pytest.fixture
def met(still):
    """Has a group meet, an hour ago."""

    def meet(group):
        clock.move(timedelta(hours=1))
        holding.hold(group, Meeting.next_of(group).number)
        clock.move(timedelta(hours=1))
        return Group.get_by_id(group.id)

    return meet


def write_a_goal(group, me):
    words = Wording(specific="Only for me", due_on=clock.today().isoformat())
    goal = writing.draft(group, me, words, new_ref())
    writing.edit(goal, me, Wording(specific="Still for me alone"), 1)
    steps.add(goal, me, "A first step", new_ref())
    check_ins.check_in(goal, me, clock.today(), CheckedIn("3", "A third"), new_ref())
    ending.reach(goal, me, "Done it")


def look_back(group, me):
    after.check(group, Meeting.held_of(group).first(), me, "no", "less")


def put_away(group, me):
    after.put_away(group, Meeting.held_of(group).first(), me)


def write_a_notebook(group, me):
    notebooks.save(group, me, "For myself", 0)


def say_it_does_not_fit(group, me):
    fit.answer(group, me, fit.NO)


def say_it_is_undecided(group, me):
    fit.answer(group, me, fit.UNSURE)


def say_it_fits(group, me):
    fit.answer(group, me, fit.YES)


def follow_in_a_calendar(group, me):
    feeds.make(me)


PRIVATE = (
    look_back, put_away, write_a_notebook, write_a_goal, follow_in_a_calendar, say_it_does_not_fit,
    say_it_is_undecided, say_it_fits,
)  # fmt: skip


def test_what_one_of_a_pair_does_privately(app, pair, priya, omar, carmen, met):
    group = met(pair)
    others = Eyes(app, group, omar, carmen)
    before = others.see()
    for act in PRIVATE:
        act(group, priya)
        assert others.see() == before, act.__name__


def test_what_a_member_of_a_circle_does_privately(app, circle, priya, omar, carmen, met):
    group = met(circle)
    others = Eyes(app, group, omar, carmen)
    before = others.see()
    for act in (say_it_does_not_fit, closing.say_done, closing.go_on):
        act(group, priya)
        assert others.see() == before, act.__name__


def test_what_one_of_two_says_after_a_first_chat(app, trying, priya, omar, carmen, still):
    others = Eyes(app, trying, omar, carmen)
    before = others.see()
    for said in (pairing.YES, pairing.NOT):
        pairing.answer(trying, priya, said)
        assert others.see() == before, said


def test_the_comparison_would_notice_a_difference(app, pair, omar, met):
    group = met(pair)
    others = Eyes(app, group, omar)
    before = others.see()
    group.touch()
    assert others.see() != before
