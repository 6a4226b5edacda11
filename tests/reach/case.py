"""One record to try a route on, and the people who may come there."""

from dataclasses import dataclass, field

EVERYBODY = (
    "lin", "priya", "omar", "uma", "ines", "tom", "vera", "boris", "carmen", "cora",
)  # fmt: skip
COORDINATORS = ("carmen", "cora")


@dataclass
class Case:
    """One record to try a route on.

    values: the address's arguments; may: the people who may come there; foreign: arguments of another parent's child;
    also: verdicts that are fine for those people too (what is over may be gone, say).
    """

    values: dict = field(default_factory=dict)
    may: tuple = ()
    foreign: dict = field(default_factory=dict)
    also: tuple = ()

    def someone(self):
        """One person who may come here: a coordinator where no record is named."""
        return self.may[0] if self.may else "carmen"
