"""What the people of a generated organisation are good at, want, like and go through: concepts by area.

The concepts, in many fields of office work, and other ways to write them are in data/concepts.csv (written for
PeerPortal). A concept is what somebody means; what they type for it is in `spellings`. Some of the other ways to write
one are known to the portal's table of aliases and some are not, as with real people.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

DATA = Path(__file__).parent / "data" / "concepts.csv"
GENERAL, INTEREST, SITUATION = "general", "interest", "situation"

# Department, share of the people, the area of skills that is its own.
DEPARTMENTS = (
    ("Engineering", 0.24, "engineering"),
    ("Data", 0.08, "data"),
    ("Design", 0.08, "design"),
    ("Marketing", 0.07, "marketing"),
    ("Sales", 0.14, "sales"),
    ("Customer Service", 0.12, "service"),
    ("Finance", 0.07, "finance"),
    ("People", 0.05, "people"),
    ("Operations", 0.12, "operations"),
    ("Legal", 0.03, "legal"),
)
# How much of what people offer and seek is of their own area, of general use, and of any other area.
OFFERED, SOUGHT = (0.60, 0.28, 0.12), (0.30, 0.35, 0.35)
ZIPF = 0.9  # popularity inside an area falls with the rank to this power


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that can be meant; `also` are other ways to write it."""

    area: str
    label: str
    also: tuple[str, ...] = ()


@cache
def concepts() -> tuple[Concept, ...]:
    """All of them, the most popular of each area first."""
    with open(DATA, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Concept(row["area"], row["label"], tuple(filter(None, row["also"].split("|")))) for row in rows
    )


def numbers(area: str) -> np.ndarray:
    """The numbers of an area's concepts, the most popular first."""
    return np.array([n for n, concept in enumerate(concepts()) if concept.area == area])


def popularity(shares: dict[str, float]) -> np.ndarray:
    """The chance of each concept to be chosen, when an area as a whole has this share; sums to one."""
    chances = np.zeros(len(concepts()))
    for area, share in shares.items():
        of_area = numbers(area)
        falling = (np.arange(len(of_area)) + 1.0) ** -ZIPF
        chances[of_area] = share * falling / falling.sum()
    return chances / chances.sum()


def shares(own: str, mix: tuple[float, float, float]) -> dict[str, float]:
    """Shares of the areas for people whose own area is this one."""
    others = [area for _, _, area in DEPARTMENTS if area != own]
    return {own: mix[0], GENERAL: mix[1], **{area: mix[2] / len(others) for area in others}}
