"""What counts in a list, in words: for the people who wonder why it looks as it does, and for coordinators."""

from __future__ import annotations

from collections.abc import Mapping

from peerportal.matching.score import FULL, WEIGHTS, Wishes

LABELS = {
    "exchange": "What you can help each other with; a swap counts for more than help in one direction",
    "common": "What you are both going through, and interests you share",
    "practical": "Working hours that meet, and a way of meeting that suits both",
    "level": "A level close to yours",
}
# The same of two others, whose situations are left out.
OF_OTHERS = {
    "exchange": "What they can help each other with; a swap counts for more than help in one direction",
    "common": "Interests they share",
    "practical": "Working hours that meet",
    "level": "A level close to each other",
}
AREAS = {
    ("different", "any"): "Another department",
    ("same", "any"): "Your own department",
    ("any", "different"): "Another place",
    ("any", "same"): "Your own place",
    ("different", "different"): "Another department, and another place",
    ("different", "same"): "Another department, but your own place",
    ("same", "different"): "Your own department, but another place",
    ("same", "same"): "Your own department and place",
}
AMOUNTS = ((FULL * 2 // 3, "much"), (FULL // 3, "some"), (1, "a little"))


def label(component: str, wishes: Wishes, words: Mapping[str, str] = LABELS) -> str:
    """What a component looks at; empty where the programme wishes nothing of it."""
    return words.get(component) or AREAS.get((wishes.department, wishes.place), "")


def in_order(wishes: Wishes) -> list[str]:
    """The components that count, from what counts most."""
    by_weight = sorted(WEIGHTS, key=lambda name: -wishes.weights[name])
    return [name for name in by_weight if wishes.weights[name] and label(name, wishes)]


def counting(wishes: Wishes) -> list[str]:
    """What counts, in words, from what counts most."""
    return [label(name, wishes) for name in in_order(wishes)]


def amount(value: int) -> str:
    """How much of a component was found, in words."""
    return next((words for least, words in AMOUNTS if value >= least), "nothing")
