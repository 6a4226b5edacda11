"""The one useful next step: worked out from where a person stands, in one order that is written down here. Pure.

1. answer a request or an invitation   somebody waits
2. answer after the first chat         somebody waits, and nobody knows it but you
3. say whether you met                 the agenda and all that follows begin anew from there
4. book a date                         what has no date does not happen
5. say what became of a commitment     its day has come
6. write the first agenda item         so that the date is worth it
7. write a goal                        so that the meetings lead somewhere
8. find a peer                         there is nobody to meet yet
"""

from __future__ import annotations

from dataclasses import dataclass, field

ANSWER, AFTER_CHAT, MET, BOOK, OUTCOME, FIRST_ITEM, GOAL, PEER = (
    "answer", "after_chat", "met", "book", "outcome", "first_item", "goal", "peer",
)  # fmt: skip
ORDER = (ANSWER, AFTER_CHAT, MET, BOOK, OUTCOME, FIRST_ITEM, GOAL, PEER)


@dataclass(frozen=True)
class Group:
    """One of the person's groups, as far as the next step asks."""

    ref: str
    names: tuple[str, ...] = ()
    is_trying: bool = False
    has_date: bool = False
    has_passed: bool = False
    i_answered: bool = False
    has_items: bool = False
    is_done: bool = False  # a circle that has met as often as it was meant to, and closes by itself


@dataclass(frozen=True)
class Standing:
    """Where a person stands: where to answer first, their groups, the group of what is due, whether they have goals."""

    answer_at: str = ""
    answer_to: str = ""
    groups: tuple[Group, ...] = field(default_factory=tuple)
    due_in: str = ""
    has_goal: bool = False
    has_asked: bool = False
    is_published: bool = True


@dataclass(frozen=True)
class Step:
    """What to do, where, and with whom."""

    kind: str
    path: str
    names: tuple[str, ...] = ()


def next_step(standing: Standing) -> Step | None:
    """The first of ORDER that fits; None when nothing does, or while the profile comes first."""
    found = (_answer(standing), *_in_groups(standing), _peer(standing))
    steps = {step.kind: step for step in reversed([step for step in found if step is not None])}
    return next((steps[kind] for kind in ORDER if kind in steps), None)


def _answer(standing: Standing) -> Step | None:
    return Step(ANSWER, standing.answer_at, (standing.answer_to,)) if standing.answer_at else None


def _in_groups(standing: Standing) -> list[Step | None]:
    steps = [_in_group(group) for group in standing.groups]
    active = [group for group in standing.groups if not group.is_trying]
    outcome = Step(OUTCOME, f"/groups/{standing.due_in}#last") if standing.due_in else None
    wants_goal = active and not standing.has_goal
    return [*steps, outcome, Step(GOAL, f"/groups/{active[0].ref}", active[0].names) if wants_goal else None]


def _in_group(group: Group) -> Step | None:
    """The first thing that this group waits for."""
    at = f"/groups/{group.ref}"
    if group.is_trying:
        if group.has_passed and not group.i_answered:
            return Step(AFTER_CHAT, f"{at}#answer", group.names)
        return None if group.has_date or group.i_answered else Step(BOOK, f"{at}#when", group.names)
    if group.has_passed:
        return Step(MET, f"{at}#next", group.names)
    if not group.has_date:
        return None if group.is_done else Step(BOOK, f"{at}#next", group.names)
    return None if group.has_items else Step(FIRST_ITEM, f"{at}#agenda", group.names)


def _peer(standing: Standing) -> Step | None:
    alone = standing.is_published and not standing.groups and not standing.has_asked
    return Step(PEER, "/suggestions") if alone else None
