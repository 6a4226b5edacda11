"""Goals in a group, and the steps, check-ins and offers below one."""

from tests.reach.case import Case


def goals(world):
    """A shared goal, an ended one, and a draft that nobody but its owner reaches."""
    foreign = {"ref": world.ended.ref}
    return [
        Case({"ref": world.pair.ref, "goal": world.goal.ref}, ("omar", "priya"), foreign),
        Case({"ref": world.pair.ref, "goal": world.reached.ref}, ("omar", "priya"), foreign),
        Case({"ref": world.pair.ref, "goal": world.goal_not_shared.ref}, ("priya",), foreign),
        Case({"ref": world.trying.ref, "goal": world.goal.ref}),
    ]


def own_goals(world):
    return [Case(case.values, ("priya",) if case.may else (), case.foreign) for case in goals(world)]


def goals_of_another(world):
    own = Case({"ref": world.pair.ref, "goal": world.goal_not_shared.ref})
    return [Case({"ref": world.pair.ref, "goal": world.goal.ref}, ("omar",), {"ref": world.ended.ref}), own]


def below_a_goal(name, whose):
    """A step, a check-in or an offer of the shared goal; none of another goal."""

    def made(world):
        here = {"ref": world.pair.ref, "goal": world.goal.ref}
        foreign = {"goal": world.reached.ref}
        elsewhere = here | foreign | {name: getattr(world, name).ref}
        return [Case(here | {name: getattr(world, name).ref}, (whose,), foreign), Case(elsewhere)]

    return made


REACH = {
    "goal in a group of mine": goals,
    "goal of mine": own_goals,
    "shared goal of another member": goals_of_another,
    "step of a goal of mine": below_a_goal("step", "priya"),
    "check-in of a goal of mine": below_a_goal("check_in", "priya"),
    "wording offered for a goal of mine": below_a_goal("offer", "priya"),
    "wording I offered": below_a_goal("offer", "omar"),
}
