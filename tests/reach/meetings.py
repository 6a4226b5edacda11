"""Meetings of a group, the items on their agendas, the times offered and the calendar they lie in."""

from peerportal.groups.calendar import feeds
from tests.reach.case import EVERYBODY, Case


def agenda_items(world):
    pair, ended = world.pair, world.ended
    foreign = {"item": ended.items[0].ref}
    return [
        Case({"ref": pair.ref, "item": pair.items[0].ref}, ("omar", "priya"), foreign),
        Case({"ref": pair.ref, "item": pair.removed.ref}, ("omar", "priya"), foreign, ("missing",)),
        Case({"ref": ended.ref, "item": ended.items[0].ref}, ("vera", "priya"), also=("missing",)),
    ]


def meetings(world):
    pair, ended = world.pair, world.ended
    return [Case({"ref": pair.ref, "meeting": pair.held.ref}, ("omar", "priya"), {"meeting": ended.held.ref})]


def dated_meetings(world):
    """One that is booked, and one that took place."""
    pair, ended = world.pair, world.ended
    foreign = {"meeting": ended.held.ref}
    return [
        Case({"ref": pair.ref, "meeting": pair.meeting.ref}, ("omar", "priya"), foreign),
        Case({"ref": pair.ref, "meeting": pair.held.ref}, ("omar", "priya"), foreign),
    ]


def calendar_feeds(world):
    """Whoever holds the address reads, signed in or not; one that was stopped or guessed is not there."""
    stopped, guessed = _token(feeds.make(world.vera)), "x" * 43
    feeds.revoke(world.vera)
    everybody = (None, "wanda", "sam", *EVERYBODY)
    kept = [Case({"token": _token(feeds.make(world.priya))}, everybody)]
    return [*kept, Case({"token": stopped}), Case({"token": guessed})]


def _token(path):
    return path.rpartition("/")[2].removesuffix(".ics")


def slot_offers(world):
    """Whoever offers it; the other one books it, and cannot withdraw it."""
    return [Case({"ref": world.pair.ref, "offer": world.slot_offer.ref}, ("omar",), {"ref": world.ended.ref})]


REACH = {
    "calendar feed": calendar_feeds,
    "meeting in my calendar": dated_meetings,
    "agenda item of mine": agenda_items,
    "meeting of mine": meetings,
    "time I offer": slot_offers,
}
