"""Activities of a group, and the pictures in them."""

from tests.reach.case import Case


def activities(world):
    """One that a pair plays, one of a circle, one of a closed group; each can be read by the group's members alone."""
    at = {"step": "write", "deed": "save"}
    return [
        Case({"ref": world.played.ref} | at, ("omar", "priya")),
        Case({"ref": world.played_by_circle.ref} | at, ("omar", "priya", "uma")),
        Case({"ref": world.played_once.ref} | at, ("priya", "vera")),
    ]


def activities_with_pictures(world):
    """Where a picture may be brought."""
    at = {"step": "bring", "deed": "add-picture"}
    return [Case({"ref": world.told.of.ref} | at, ("omar", "priya"), {"deed": "bring"})]


def pictures(world):
    """One that was shown, and one that is nobody's but hers until she shows it."""
    elsewhere = {"ref": world.played.ref}
    return [
        Case({"ref": world.told.of.ref, "picture": world.told.ref}, ("omar", "priya"), elsewhere),
        Case({"ref": world.covered.of.ref, "picture": world.covered.ref}, ("priya",), elsewhere),
    ]


REACH = {
    "activity of mine": activities,
    "activity of mine with pictures": activities_with_pictures,
    "picture in an activity of mine": pictures,
}
