"""Requests from one person to another."""

from tests.reach.case import Case


def requests(world):
    """Whoever sent it and whoever received it."""
    return [
        Case({"request_ref": world.to_priya.ref}, ("ines", "priya")),
        Case({"request_ref": world.by_priya.ref}, ("tom", "priya")),
        Case({"request_ref": world.declined.ref}, ("vera", "priya")),
        Case({"request_ref": world.we_meet.ref}, ("tom", "omar")),
    ]


def requests_received(world):
    return [
        Case({"request_ref": world.to_priya.ref}, ("priya",)),
        Case({"request_ref": world.by_priya.ref}, ("tom",)),
        Case({"request_ref": world.we_meet.ref}, ("omar",)),
    ]


def requests_sent(world):
    return [
        Case({"request_ref": world.to_priya.ref}, ("ines",)),
        Case({"request_ref": world.by_priya.ref}, ("priya",)),
        Case({"request_ref": world.we_meet.ref}, ("tom",)),
    ]


REACH = {
    "request of mine": requests,
    "request of mine to somebody": requests_sent,
    "request to me": requests_received,
}
