"""Quadrants: four boxes, Family, Friends, Hobbies and Life goals, filled in apart and laid side by side."""

from __future__ import annotations

from typing import Any

from peerportal.activities.kind import BOX, Blank, Kind
from peerportal.activities.mechanics import apart, talking
from peerportal.activities.mechanics.common_ground import common_ground, entries
from peerportal.activities.play import Play

# Upper left, upper right, lower left, lower right: the positions belong to the activity.
BOXES = ("family", "friends", "hobbies", "goals")


def mark_common(play: Play) -> None:
    """Note what two or more of them wrote, whichever box it stands in."""
    written = [
        (member.id, [entry for box in BOXES for entry in entries(words.get(box, ""))])
        for member, words in play.shown()
    ]
    play.table["common"] = common_ground(written)


def common(play: Play) -> dict[str, Any]:
    """The common ground with names."""
    found = play.table.get("common", [])
    return {"common": [[(play.opened.name_of(person), words) for person, words in said] for said in found]}


KIND = Kind(
    "quadrants",
    number=8,
    minutes=30,
    stages=("meet", "agree"),
    steps=(
        apart.step("write", tuple(Blank(box, BOX, 600) for box in BOXES), facts=common, settle=mark_common),
        talking.step("talk"),
    ),
)
