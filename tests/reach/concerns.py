"""Reports, and whatever somebody may report."""

from tests.reach.case import COORDINATORS, Case
from tests.reach.circles import circles
from tests.reach.people import people_to_block


def reports(world):
    return [Case({"concern_ref": world.concern.ref}, COORDINATORS)]


def things_to_report(world):
    """Only what one can see oneself, or had to do with."""
    pair, person = world.pair, people_to_block(world)[0]
    return [
        Case({"kind": "person", "ref": world.priya.ref}, person.may),
        Case({"kind": "request", "ref": world.to_priya.ref}, ("ines", "priya")),
        Case({"kind": "agenda_item", "ref": pair.items[0].ref}, ("omar", "priya"), {"kind": "group"}),
        Case({"kind": "agreement", "ref": pair.agreement.ref}, ("omar", "priya"), {"kind": "request"}),
        Case({"kind": "commitment", "ref": pair.commitments[0].ref}, ("omar",), {"kind": "agenda_item"}),
        Case({"kind": "goal", "ref": world.goal.ref}, ("omar",), {"kind": "agenda_item"}),
        Case({"kind": "goal", "ref": world.goal_not_shared.ref}),
        Case({"kind": "activity", "ref": world.played.ref}, ("omar", "priya"), {"kind": "goal"}),
        Case({"kind": "activity", "ref": world.played_by_circle.ref}, ("omar", "priya", "uma")),
        Case({"kind": "group", "ref": world.ended.ref}, ("vera", "priya"), {"ref": pair.items[0].ref}),
        Case({"kind": "group", "ref": world.circle.ref}, circles(world)[0].may, {"ref": pair.items[0].ref}),
    ]


REACH = {
    "report I may read": reports,
    "something I may report": things_to_report,
}
