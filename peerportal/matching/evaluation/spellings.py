"""What people type for one concept: mostly its name, often another name, a slip of the hand, a filler, a hyphen.

Each concept has a small set of spellings, each with its chance, drawn once for a seed: so an organisation of any size
has a few thousand distinct spellings, as real ones have, and each needs to be understood only once.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

import numpy as np

from peerportal.matching.evaluation.concepts import INTEREST, SITUATION, Concept, concepts

DISTORTED = 0.40  # the share of what is typed that differs from the concept's name
# Kinds of distortion with their shares; those that a concept cannot have leave theirs to the others.
KINDS = {"also": 0.30, "slip": 0.25, "case": 0.18, "filler": 0.12, "hyphen": 0.10, "british": 0.05}
FILLERS = (
    "{} skills", "basics of {}", "{} (advanced)", "knowledge of {}", "{} basics", "{} tips",
    "how to get better at {}", "experience with {}",
)  # fmt: skip
SLIPS, CASES, FILLED = 4, 2, 2
_BRITISH = (
    (r"iz(ation|ing|e)", r"is\1"), (r"yz(ing|e)", r"ys\1"), (r"\bprogram\b", "programme"), (r"labor", "labour"),
    (r"modeling", "modelling"), (r"center", "centre"), (r"behavior", "behaviour"), (r"theater", "theatre"),
)  # fmt: skip
# Neighbours on a QWERTY keyboard, row by row.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True)
class Spellings:
    """All spellings; `concept` and `chance` run beside `texts`, and `first[c]` is where those of concept c begin."""

    texts: tuple[str, ...]
    concept: np.ndarray
    chance: np.ndarray
    first: np.ndarray

    def pick(self, chosen: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """For each chosen concept the number of the spelling that was typed."""
        # All chances end to end: those of concept c fill the stretch from c to c + 1.
        heaped = np.cumsum(self.chance)
        drawn = chosen + rng.random(chosen.shape) * (1 - 1e-9)
        return np.minimum(np.searchsorted(heaped, drawn, side="right"), len(self.texts) - 1)


def spellings(seed: int) -> Spellings:
    """The spellings of all concepts for this seed."""
    rng = random.Random(f"spellings {seed}")
    texts: list[str] = []
    owner: list[int] = []
    chance: list[float] = []
    first: list[int] = []
    for number, concept in enumerate(concepts()):
        first.append(len(texts))
        found = _of(concept, rng)
        texts += found
        owner += [number] * len(found)
        chance += found.values()
    return Spellings(tuple(texts), np.array(owner), np.array(chance), np.array(first))


def _of(concept: Concept, rng: random.Random) -> dict[str, float]:
    """Spelling → chance; the name itself comes first."""
    kinds = {kind: texts for kind in KINDS if (texts := _distorted(kind, concept, rng))}
    whole = sum(KINDS[kind] for kind in kinds)
    found = {concept.label: 1 - DISTORTED}
    for kind, texts in kinds.items():
        for text in texts:
            found[text] = found.get(text, 0.0) + DISTORTED * KINDS[kind] / whole / len(texts)
    return found


def _distorted(kind: str, concept: Concept, rng: random.Random) -> list[str]:
    label = concept.label
    if kind == "also":
        return list(concept.also)
    if kind == "slip":
        return [slipped(label, rng) for _ in range(SLIPS)] if re.search(r"[a-z]{5}", label.lower()) else []
    if kind == "case":
        return rng.sample([label.upper(), label.lower(), label.title()], CASES)
    if kind == "filler":
        plain = concept.area in (INTEREST, SITUATION)
        return [] if plain else [filler.format(label) for filler in rng.sample(FILLERS, FILLED)]
    if kind == "hyphen":
        return _hyphened(label)
    written = british(label)
    return [written] if written != label else []


def slipped(text: str, rng: random.Random) -> str:
    """One slip of the hand inside a word of five letters or more: a letter left out, doubled, swapped or hit beside."""
    words = [found for found in re.finditer(r"[^\W\d_]{5,}", text)]
    if not words:
        return text
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    letter, after = text[at], text[at + 1]
    return text[:at] + rng.choice((after, letter * 2 + after, after + letter, _beside(letter, rng) + after)) + text[
        at + 2 :
    ]  # fmt: skip


def _beside(letter: str, rng: random.Random) -> str:
    for row in _ROWS:
        at = row.find(letter.lower())
        if at >= 0:
            return rng.choice([row[near] for near in (at - 1, at + 1) if 0 <= near < len(row)])
    return "e"


def british(text: str) -> str:
    """The British spelling of an American one."""
    for american, ours in _BRITISH:
        text = re.sub(american, ours, text)
    return text


def _hyphened(label: str) -> list[str]:
    """A blank written as a hyphen, or the other way round."""
    if "-" in label:
        return [label.replace("-", " "), label.replace("-", "")]
    words = label.split()
    return ["-".join(words)] if len(words) == 2 else []
