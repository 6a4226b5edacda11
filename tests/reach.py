"""How the door matrix reaches each kind of record: what fills the address, and who may come there.

The keys are the `to` of `@door(who, to=…)`.
"""

from dataclasses import dataclass, field


@dataclass
class Case:
    """One record to try a route on.

    values: the address's arguments; may: the people who may come there; foreign: arguments of another parent's child;
    also: verdicts that are fine for those people too (a page that is there only before set-up, say).
    """

    values: dict = field(default_factory=dict)
    may: tuple = ()
    foreign: dict = field(default_factory=dict)
    also: tuple = ()

    def someone(self, world):
        """One person who may come here: a coordinator where no record is named."""
        return self.may[0] if self.may else "carmen"


REACH = {}


def cases(rule, door, world):
    """The records to try this route on; one empty case for a route that names none."""
    if door is None:
        return []
    if door.to is None:
        return [Case()]
    return [case for case in REACH[door.to](world) if rule.arguments <= case.values.keys()]
