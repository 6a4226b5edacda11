"""The commitments in a group, those of mine and those of another."""

from tests.reach.case import Case


def commitments(world):
    """Any member may read one, but for one taken back, which is its maker's."""
    pair, ended = world.pair, world.ended
    foreign = {"commitment": ended.commitments[0].ref}
    return [
        Case({"ref": pair.ref, "commitment": pair.commitments[0].ref}, ("omar", "priya"), foreign),
        Case({"ref": pair.ref, "commitment": pair.taken_back.ref}, ("omar",), foreign),
        Case({"ref": ended.ref, "commitment": ended.commitments[0].ref}, ("vera", "priya")),
    ]


def commitments_of_mine(world):
    """Priya's first one, Omar's second."""
    pair, ended = world.pair, world.ended
    foreign = {"commitment": ended.commitments[0].ref}
    return [
        Case({"ref": pair.ref, "commitment": pair.commitments[0].ref}, ("priya",), foreign),
        Case({"ref": pair.ref, "commitment": pair.commitments[1].ref}, ("omar",), foreign),
        Case({"ref": pair.ref, "commitment": pair.taken_back.ref}, ("omar",), foreign),
    ]


def commitments_of_another(world):
    pair, foreign = world.pair, {"commitment": world.ended.commitments[1].ref}
    return [
        Case({"ref": pair.ref, "commitment": pair.commitments[0].ref}, ("omar",), foreign),
        Case({"ref": pair.ref, "commitment": pair.commitments[1].ref}, ("priya",), foreign),
        Case({"ref": pair.ref, "commitment": pair.taken_back.ref}, (), foreign),
    ]


REACH = {
    "commitment of a group of mine": commitments,
    "commitment of another member": commitments_of_another,
    "commitment of mine": commitments_of_mine,
}
