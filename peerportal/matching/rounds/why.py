"""Why somebody was left over, in words for a coordinator.

A block, a rest after a "not now", being set aside, being in touch and having been together before are one thing here,
"not available to them right now", and nothing is counted: what only two people know of each other stays with them.
"""

from __future__ import annotations

from peerportal.core.text import listed
from peerportal.matching import rules
from peerportal.matching.rounds.barring import DEPARTMENT, Barring

THEMSELVES = {
    rules.UNAVAILABLE: "They are not taking part right now.",
    rules.FULL: "They have no room for another peer right now.",
}
ALONE = "Nobody else is in this round."
NO_PLACE = "Everybody they could be put together with found a better place; they come first next time."
_SAID = {
    rules.LINE: "is in their reporting line",
    rules.LEVEL: "is more than {levels} away",
    rules.LANGUAGE: "shares no language with them",
    rules.FORMAT: "shares no way of meeting with them",
    rules.HOURS: "shares too few working hours with them",
    DEPARTMENT: "works in the same department",
    rules.UNAVAILABLE: "is not available to them right now",
}


def why_left(barring: Barring, row: int, level_gap: int | None) -> str:
    """One sentence: what keeps everybody else away, or that all places were taken."""
    said = THEMSELVES.get(barring.why_not[row] or "")
    if said:
        return said
    others = barring.free.copy()
    others[row] = False
    if not others.any():
        return ALONE
    if barring.allowed(row).any():
        return NO_PLACE
    keeps, open_still = [], others
    found = barring.by_rule(row)
    for rule in _SAID:
        if rule in found and (found[rule] & open_still).any():
            keeps.append(_SAID[rule].format(levels=_levels(level_gap)))
            open_still = open_still & ~found[rule]
    return f"Everybody else {listed(keeps, 'or')}."


def _levels(gap: int | None) -> str:
    return f"{gap} level{'' if gap == 1 else 's'}"
