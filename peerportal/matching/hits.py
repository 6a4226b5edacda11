"""Where the terms of two people meet: which of theirs answers which of ours, and how well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Percent of similarity: the same thing; related, which counts half and is never a reason.
SAME, RELATED = 75, 60

Near = Mapping[int, Mapping[int, int]]  # term → {similar term: percent}


def counted(percent: int) -> int:
    """What a similarity is worth in an exchange: related terms count half, all below nothing."""
    if percent >= SAME:
        return percent
    return percent // 2 if percent >= RELATED else 0


def best_for(ours: Iterable[int], theirs: frozenset[int], near: Near) -> list[tuple[int, int]]:
    """For each of ours the term of theirs that is most like it and what that counts; (0, 0) where none does."""
    found = []
    for one in ours:
        if one in theirs:
            found.append((one, 100))
            continue
        close = near.get(one)
        both = close.keys() & theirs if close else ()
        if close and both:
            # Equally near ones: the older term, so that the same is said every time.
            other = max(both, key=lambda term: (close[term], -term))  # noqa: B023  # called before `close` moves on
            found.append((other, counted(close[other])))
        else:
            found.append((0, 0))
    return found


def shared(
    ours: Iterable[int], theirs: frozenset[int], near: Near
) -> tuple[tuple[tuple[int, int], ...], int]:
    """What both have, as (ours, theirs) in our order, and how many things that are, counted alike from both sides."""
    ours = tuple(dict.fromkeys(ours))
    pairs = _same(ours, theirs, near)
    back = len(_same(theirs, frozenset(ours), near)) if pairs else 0
    return pairs, min(len(pairs), back)


def _same(ours: Iterable[int], theirs: frozenset[int], near: Near) -> tuple[tuple[int, int], ...]:
    best = zip(ours, best_for(ours, theirs, near), strict=True)
    return tuple((one, other) for one, (other, percent) in best if percent >= SAME)
