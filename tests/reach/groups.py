"""A group of mine, in every state it may be in."""

from tests.reach.case import Case


def groups(world):
    """An active pair, one that tries and one that has ended; some of their pages are there in one state only."""
    gone = ("missing",)
    return [
        Case({"ref": world.pair.ref}, ("priya", "omar"), also=gone),
        Case({"ref": world.trying.ref}, ("priya", "uma"), also=gone),
        Case({"ref": world.ended.ref}, ("priya", "vera"), also=gone),
        Case({"ref": world.circle.ref}, ("omar", "priya", "uma"), also=gone),
        Case({"ref": world.by_invitation.ref}, ("tom", "vera"), also=gone),
    ]


REACH = {
    "group of mine": groups,
}
