"""Reading commitments: last time's, this meeting's, one of them, and all of them page by page, opened for a member."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN

from peerportal.core import clock
from peerportal.core.fixed import fixed
from peerportal.groups.commitments import days, wording
from peerportal.groups.commitments.making import today_of
from peerportal.groups.goals import reading as goals
from peerportal.groups.meetings.standing import Standing
from peerportal.groups.models import Commitment, Group, Meeting
from peerportal.groups.models.commitment import CHANGED, DONE, GOES_ON, OPEN, PARTLY, STILL
from peerportal.groups.models.meeting import TO_COME
from peerportal.groups.opened import Member, Opened, open_group
from peerportal.people.models import Person

MOST_SHOWN, MOST_OF_MINE = 60, 4
ON_A_PAGE = 20
# state → (its word, the picture beside it); what is offered stands in this order.
OUTCOME_WORDS = {
    DONE: ("Done", "circle-check"),
    PARTLY: ("Partly", "check"),
    STILL: ("Still on it", "refresh-cw"),
    CHANGED: ("Changed my mind", "shuffle"),
}


@dataclass(frozen=True)
class Card:
    """A commitment with its words opened."""

    ref: str
    words: str
    line: str
    due_on: dt.date | None
    state: str
    version: int
    made_at: dt.datetime
    name: str
    is_mine: bool
    gone: bool
    thought_by: str | None
    thought_at: dt.datetime | None
    may_be_thought_of: bool
    is_fresh: bool
    is_over: bool

    @property
    def goes_on(self) -> bool:
        return self.state in GOES_ON

    @property
    def is_told(self) -> bool:
        return self.state != OPEN

    @property
    def word(self) -> str:
        """What became of it, in words; empty before anything was said."""
        return OUTCOME_WORDS[self.state][0] if self.is_told else ""

    @property
    def answers(self) -> list[tuple[str, str, str]]:
        """What can be said of it now: (state, word, picture), all but what was said."""
        told = [(state, *words) for state, words in OUTCOME_WORDS.items() if state != self.state]
        return told if not self.is_told else [*told, (OPEN, "Not said yet", "undo-2")]

    @property
    def element(self) -> str:
        """The id of its list entry, by which it is swapped."""
        return f"commitment-{self.ref}"


@dataclass(frozen=True)
class Line:
    """What one member said: their latest, and how many more go on."""

    member: Member
    cards: list[Card]
    more: int


@dataclass(frozen=True)
class Making:
    """One commitment for a meeting: mine when it is made, the one I took back, what the others said, days to choose."""

    meeting_ref: str
    may: bool
    today: dt.date
    choices: list[days.Choice]
    mine: Card | None = None
    stands_above: bool = False
    taken_back: Card | None = None
    others: list[Card] = field(default_factory=list)


def facts(opened: Opened, coming: Any, standing: Standing) -> dict[str, Any]:
    """For the group's page, in one statement; `coming` is the meeting to come, as a card."""
    here = standing.at_hand
    rows = _open_or_told.rows(opened.group, opened.reader, here, standing.last_met_at)
    before = [row for row in rows if not row.gone and row.meeting_state not in TO_COME]
    now = [row for row in rows if row.meeting_state in TO_COME]
    my_own = [row for row in rows if row.meeting_id == here and row.person_id == opened.reader.id]
    return {
        "last": _lines(opened, before),
        "making": _making(opened, coming, my_own, now, meeting_ref="", before=before),
    }


@fixed
def _open_or_told(group: Any, reader: Any, here: Any, since: Any) -> Any:
    """Those that go on or were told about since the group last met, and the reader's own at the meeting at hand."""
    shown = ~Commitment.gone & (Commitment.state.in_(GOES_ON) | (Commitment.outcome_at > since))
    mine_here = (Commitment.person == reader) & (Commitment.meeting == here)
    return _of(group).where(shown | mine_here).limit(MOST_SHOWN)


def for_meeting(opened: Opened, meeting: Meeting, coming: Any) -> Making:
    """For the page after a meeting: what is said there, in one statement."""
    rows = list(_of(opened.group).where(Commitment.meeting == meeting).limit(MOST_SHOWN))
    my_own = [row for row in rows if row.person_id == opened.reader.id]
    return _making(opened, coming, my_own, rows, meeting_ref=meeting.ref)


def _making(
    opened: Opened, coming: Any, my_own: list[Any], now: list[Any], *, meeting_ref: str, before: Any = ()
) -> Making:
    mine = next((row for row in my_own if not row.gone), None)
    taken_back = my_own[0] if my_own and mine is None else None
    today = today_of(opened.reader)
    starts_at = coming.starts_at if coming else None
    return Making(
        meeting_ref=meeting_ref,
        may=bool(meeting_ref) or _has_begun(coming),
        today=today,
        choices=days.choices(today, starts_at.astimezone(opened.me.zone).date() if starts_at else None),
        mine=card_of(opened, mine) if mine else None,
        stands_above=mine in before,
        taken_back=card_of(opened, taken_back) if taken_back else None,
        others=[card_of(opened, row) for row in now if row.person_id != opened.reader.id and not row.gone],
    )


def _has_begun(coming: Any) -> bool:
    """Whether there is a meeting at which something could be said: one that is over, or the first one under way."""
    return coming is not None and (coming.number > 1 or _is_over(coming.starts_at))


def _lines(opened: Opened, rows: list[Any]) -> list[Line]:
    """A line a member, mine first: all of my own that go on, of the others the latest."""
    lines = []
    for member in [opened.me, *opened.others]:
        theirs = [row for row in rows if row.person_id == member.id]
        shown = theirs[: MOST_OF_MINE if member.is_me else 1]
        if shown:
            lines.append(Line(member, [card_of(opened, row) for row in shown], len(theirs) - len(shown)))
    return lines


def _of(group: Any) -> Any:
    """The commitments of a group with the state of their meeting, the newest first; those taken back too."""
    return (
        Commitment.select(Commitment, Meeting.state.alias("meeting_state"))
        .join(Meeting, JOIN.LEFT_OUTER, on=(Commitment.meeting == Meeting.id))
        .where(Commitment.group == group)
        .order_by(Commitment.made_at.desc(), Commitment.id.desc())
        .objects()
    )


def card_of(opened: Opened, row: Commitment) -> Card:
    """A commitment opened."""
    is_mine = row.person_id == opened.reader.id
    goes_on = row.state in GOES_ON and not row.gone and opened.group.is_active
    return Card(
        ref=row.ref,
        words=opened.space.read(row, Commitment.words),
        line=opened.space.read(row, Commitment.outcome),
        due_on=row.due_on,
        state=row.state,
        version=row.version,
        made_at=row.made_at.astimezone(opened.me.zone),
        name=opened.name_of(row.person_id),
        is_mine=is_mine,
        gone=row.gone,
        thought_by=_thought_by(opened, row),
        thought_at=opened.here(row.nudged_at),
        may_be_thought_of=goes_on and not is_mine and row.nudged_at is None and _is_here(opened, row),
        is_fresh=row.state == OPEN and opened.group.is_active,
        is_over=opened.group.is_closed,
    )


def _thought_by(opened: Opened, row: Commitment) -> str | None:
    """Who thought of the owner, for the two of them; others learn only that it was done."""
    if row.nudged_at is None or opened.reader.id not in (row.person_id, row.nudged_by_id):
        return None
    return "You" if row.nudged_by_id == opened.reader.id else opened.name_of(row.nudged_by_id)


def _is_here(opened: Opened, row: Commitment) -> bool:
    return any(member.id == row.person_id for member in opened.members)


def _is_over(at: dt.datetime | None) -> bool:
    return at is not None and at <= clock.now()


def one(opened: Opened, row: Commitment) -> dict[str, Any]:
    """One commitment, as its fragment and its page show it, with the goal that it is a step towards."""
    goal = goals.behind(opened, row)
    return {"group": opened.group, "opened": opened, "card": card_of(opened, row), "goal": goal}


def thoughts(words: str, due_on: dt.date | None, reader: Person) -> list[wording.Hint]:
    """What the wording module thinks of it, on the reader's day."""
    return wording.hints(words, due_on, today_of(reader))


def earlier(group: Group, reader: Person, page: int) -> dict[str, Any]:
    """All commitments of the group, the newest first, a page at a time."""
    opened = open_group(group, reader)
    there = Commitment.select().where(Commitment.group == group, ~Commitment.gone)
    last = max(1, -(-there.count() // ON_A_PAGE))
    page = min(max(page, 1), last)
    rows = _of(group).where(~Commitment.gone).paginate(page, ON_A_PAGE)
    cards = [card_of(opened, row) for row in rows]
    return {"group": group, "opened": opened, "cards": cards, "page_number": page, "last_page": last}
