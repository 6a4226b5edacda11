"""What home tells of somebody's activities: the days agreed on that come, what stays of those that have passed, and how
it turned out what named a day to look back.

Nothing of the activity's words is told on home. Whoever has looked back is asked no more.
"""

from __future__ import annotations

from peerportal.activities import days, texts
from peerportal.activities.days import MyDay
from peerportal.core.text import listed
from peerportal.people import asks
from peerportal.people.asks import Ask
from peerportal.people.models import Person
from peerportal.web import times

AFTERWARDS = "A line or two will do. If it did not take place, name another day."


@asks.register
def due(person: Person) -> list[Ask]:
    """What this person is told and asked today; one statement."""
    coming, came = days.told_on_home(person)
    return [*map(_turned_out_or_stays, came), *map(_coming, coming)]


def _turned_out_or_stays(one: MyDay) -> Ask:
    return _turned_out(one) if one.quiet else _stays(one)


def _turned_out(one: MyDay) -> Ask:
    return Ask(
        before="How did it turn out? Look back with ",
        name=_with(one),
        after="",
        detail=f"Your group named this day in the activity “{one.what}”. A few lines are enough.",
        path=one.path,
        button="Look back",
    )


def _stays(one: MyDay) -> Ask:
    more = texts.of(one.kind).step(one.step).more
    return Ask(
        before=f"{one.what} with ",
        name=_with(one),
        after=": what stays of it?",
        detail=f"The day was {times.weekday(one.day)}. {more.get('afterwards', AFTERWARDS)}",
        path=one.path,
        button="Look back",
    )


def _coming(one: MyDay) -> Ask:
    also = f", with {listed(one.names)}" if one.topic else ""
    return Ask(f"{one.what} with ", _with(one), "", also, one.path, "Open it", on=one.day)


def _with(one: MyDay) -> str:
    return one.topic or listed(one.names)
