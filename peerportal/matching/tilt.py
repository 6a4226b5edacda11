"""A person may tilt their own list: more like me or more different, nearer or further, skills or situation.

The programme's weights stay the base: a tilt multiplies them, so what a coordinator has turned off stays off. The
middle of each is the programme's own order. Who is eligible never depends on a tilt, nor does what a card says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from math import gcd

from peerportal.matching.score import UNTILTED, WEIGHTS, Wishes

MIDDLE = ""
HALF, DOUBLE, TRIPLE = UNTILTED // 2, UNTILTED * 2, UNTILTED * 3


@dataclass(frozen=True)
class End:
    """One end of a tilt: how components count (in quarters of their weight), what is wished, and the words for it."""

    value: str
    label: str
    does: str
    shares: Mapping[str, int] = field(hash=False)
    department: str = ""
    place: str = ""


@dataclass(frozen=True)
class Axis:
    """Two ends with the programme's order in the middle."""

    name: str
    label: str
    ends: tuple[End, End]

    def end(self, value: str) -> End | None:
        """The end of this value, None in the middle."""
        return next((end for end in self.ends if end.value == value), None)


# A wish for a place shares the weight of difference with the wish for a department; doubling it gives both their due.
AXES = (
    Axis(
        "likeness",
        "Like you, or different",
        (
            End(
                "like",
                "More like me",
                "your own department, a level close to yours and what you have in common count for more",
                {"level": TRIPLE, "common": DOUBLE, "difference": DOUBLE},
                department="same",
            ),
            End(
                "different",
                "More different",
                "other departments count for more, a level close to yours and what you have in common for less",
                {"level": HALF, "common": HALF, "difference": TRIPLE},
                department="different",
            ),
        ),
    ),
    Axis(
        "distance",
        "Near, or far",
        (
            End(
                "near",
                "Nearer",
                "your own place, shared hours and ways of meeting count for more",
                {"practical": DOUBLE, "difference": DOUBLE},
                place="same",
            ),
            End(
                "far",
                "Further",
                "other places count for more, shared hours and ways of meeting for less",
                {"practical": HALF, "difference": DOUBLE},
                place="different",
            ),
        ),
    ),
    Axis(
        "focus",
        "Skills, or situation",
        (
            End(
                "skills",
                "Skills first",
                "skills you can swap count for more, what you have in common for less",
                {"exchange": DOUBLE, "common": HALF},
            ),
            End(
                "situation",
                "Situation first",
                "what you are both going through and both like counts for more, skills to swap for less",
                {"exchange": HALF, "common": TRIPLE},
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Tilt:
    """Where each axis stands: the value of one of its ends, or empty in the middle."""

    likeness: str = MIDDLE
    distance: str = MIDDLE
    focus: str = MIDDLE

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Tilt | None:
        """From a query string or a form; None when it says nothing of tilts. What makes no sense is the middle."""
        if not any(axis.name in args for axis in AXES):
            return None
        found = {axis.name: axis.end(args.get(axis.name, "")) for axis in AXES}
        return cls(**{name: end.value if end else MIDDLE for name, end in found.items()})

    def to_args(self) -> dict[str, str]:
        """The query string that gives this tilt again, also where the person keeps another."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    @property
    def ends(self) -> tuple[End, ...]:
        """The ends in use."""
        return tuple(end for axis in AXES if (end := axis.end(getattr(self, axis.name))))

    def __bool__(self) -> bool:
        return bool(self.ends)


def tilted(wishes: Wishes, tilt: Tilt) -> Wishes:
    """The same wishes as this person would rather have them."""
    for end in tilt.ends:
        shares = {
            name: wishes.shares.get(name, UNTILTED) * end.shares.get(name, UNTILTED) // UNTILTED
            for name in WEIGHTS
        }
        wishes = replace(
            wishes,
            department=end.department or wishes.department,
            place=end.place or wishes.place,
            shares=shares,
        )
    return wishes


def offered(wishes: Wishes) -> tuple[Axis, ...]:
    """The axes that can change this programme's order at all."""
    return tuple(
        axis for axis in AXES if any(_moves(wishes, Tilt(**{axis.name: end.value})) for end in axis.ends)
    )


def _moves(wishes: Wishes, tilt: Tilt) -> bool:
    return _order_by(wishes) != _order_by(tilted(wishes, tilt))


def _order_by(wishes: Wishes) -> tuple[object, ...]:
    """What the order depends on: how the weights compare, and the wishes where they have any."""
    weights = {name: wishes.weight(name) for name in WEIGHTS}
    wished = (wishes.department, wishes.place)
    if wished == ("any", "any"):
        weights["difference"] = 0
    common = gcd(*weights.values()) or 1
    compared = tuple(weight // common for weight in weights.values())
    return (compared, wished if weights["difference"] else ())
