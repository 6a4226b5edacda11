"""People: whom somebody may see or block, their photos, and the people and rosters that coordinators look after."""

from tests.reach.case import COORDINATORS, EVERYBODY, Case


def other_people(world):
    """Boris is blocked by Priya; Vera's pair with her has ended a moment ago; Omar is nobody's trouble."""
    unreachable = {"priya", "boris", "vera"}
    return [
        Case({"person_ref": world.priya.ref}, tuple(name for name in EVERYBODY if name not in unreachable)),
        Case({"person_ref": world.omar.ref}, tuple(name for name in EVERYBODY if name != "omar")),
        Case({"person_ref": world.sam.ref}, ()),
        Case({"person_ref": world.wanda.ref}, ()),
    ]


def photos(world):
    """Priya has one; whoever cannot open her page does not see it either."""
    return [
        Case({"ref": world.priya.ref}, tuple(name for name in EVERYBODY if name not in ("boris", "vera")))
    ]


def people_to_block(world):
    """Whoever can be seen, and whoever one ever had to do with."""
    may = tuple(name for name in EVERYBODY if name not in ("priya", "boris"))
    return [Case({"person_ref": world.priya.ref}, may), Case({"person_ref": world.sam.ref})]


def blocked_people(world):
    return [Case({"person_ref": world.boris.ref}, ("priya",))]


def anybody(world):
    return [
        Case({"ref": getattr(world, name).ref}, COORDINATORS) for name in ("omar", "wanda", "sam", "iris")
    ]


def rosters(world):
    return [Case({"ref": world.roster.ref}, COORDINATORS, also=("missing",))]


REACH = {
    "a roster import, for coordinators": rosters,
    "anybody, for coordinators": anybody,
    "person I blocked": blocked_people,
    "person I may block": people_to_block,
    "person I may see": other_people,
    "photo of somebody in the programme": photos,
}
