"""Common ground: what two or more people wrote, though in other words. Pure.

Texts are taken apart into entries (lines, and what commas or semicolons part). Two entries of different people are the
same term when the similarity of terms (peerportal.terms.similarity, 0 to 1) is at least LINK, from which on two terms
count as one. That asks that nothing of substance is left over, which is right for skills and too strict for wishes: of
the twenty labelled paraphrases in tests/activities/wishes.py it finds none.

Two wishes are therefore the same, too, when what they are about is: their words without FRAME (how one gets there: see,
visit, trip, lessons) are paired by word_similarity of at least ALIKE, every word of the shorter has its partner, and
these are at least SHARE of the longer. It finds eighteen of those twenty and none of the twenty-two pairs that differ;
of ten and ten that were written afterwards, five and none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from peerportal.terms.lexicon import shipped
from peerportal.terms.similarity import LINK, reading, similarity, word_similarity

MOST_ENTRIES = 24  # of one person, so that eight of them are compared in a moment
ALIKE, SHARE = 0.85, 0.3
# How one gets there, has it, or how much of it: what remains says what the wish is about.
FRAME = frozenset(
    "see visit travel trip journey tour go going fly flight holiday vacation weekend experience watch spend "
    "run ride take stand walk hike climb top foot end finish complete try learn learning lesson lessons course "
    "class classes play playing speak speaking fluent fluently master able know "
    "have own get buy grow plant build make do be become start found create keep "
    "once again day days time life lifetime year years month season big new first real hand hands self myself "
    "finally someday together off i".split()
)
_PARTED = re.compile(r"[\n;,]+")
Said = tuple[int, str]  # a person's key, and an entry as they wrote it
Same = Callable[[str, str], float]  # how near two entries are, 0 where they are not the same


def entries(text: str) -> list[str]:
    """The single things that somebody wrote down."""
    return [part.strip() for part in _PARTED.split(text) if part.strip()][:MOST_ENTRIES]


def same_term(one: str, other: str) -> float:
    """How near two entries are where they are the same term, else 0."""
    near = similarity(one, other)
    return near if near >= LINK else 0.0


def same_wish(one: str, other: str) -> float:
    """How near two entries are where they are the same term or about the same thing, else 0."""
    return same_term(one, other) or _about_the_same(_core(one), _core(other))


def _core(entry: str) -> list[str]:
    return [word for word in reading(entry).words if word not in FRAME]


def _about_the_same(one: list[str], other: list[str]) -> float:
    short, long = sorted((one, other), key=len)
    if not short or not all(any(_alike(word, theirs) for theirs in long) for word in short):
        return 0.0
    share = len(short) / len(long)
    return share * LINK if share >= SHARE else 0.0


def _alike(one: str, other: str) -> bool:
    return word_similarity(one, other, shipped()) >= ALIKE


def common_ground(written: Sequence[tuple[int, Sequence[str]]], same: Same = same_term) -> list[list[Said]]:
    """What at least two people share, of (person's key, their entries), in the order of the first one's.

    Each find names everybody who shares it once, with their own words.
    """
    found: list[list[Said]] = []
    taken: set[Said] = set()
    for at, (person, mine) in enumerate(written):
        for entry in mine[:MOST_ENTRIES]:
            if (person, entry) in taken:
                continue
            sharing = [(person, entry), *_sharing(entry, written[at + 1 :], same)]
            if len(sharing) > 1:
                taken.update(sharing)
                found.append(sharing)
    return found


def _sharing(entry: str, others: Sequence[tuple[int, Sequence[str]]], same: Same) -> list[Said]:
    nearest = ((person, _nearest(entry, theirs, same)) for person, theirs in others)
    return [(person, near) for person, near in nearest if near is not None]


def _nearest(entry: str, theirs: Sequence[str], same: Same) -> str | None:
    ranked = [(same(entry, other), other) for other in theirs[:MOST_ENTRIES]]
    best = max(ranked, key=lambda one: one[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else None
