"""A year of a group's commitments, opened for a member: the picture, and the table that says the same in words."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

from peerportal.core import clock
from peerportal.groups.commitments import ribbon
from peerportal.groups.commitments.reading import Card, card_of
from peerportal.groups.models import Commitment, Group
from peerportal.groups.opened import FORMER, Opened, open_group
from peerportal.people.models import Person

MOST_IN_A_YEAR = 400


def year_of(group: Group, reader: Person, year: int | None) -> dict[str, Any]:
    """The ribbon of a year (of the latest when there is no such year), read in one statement."""
    opened = open_group(group, reader)
    years = _years(group, opened)
    shown = year if year in years else years[-1]
    rows = list(_within(group, opened, shown).limit(MOST_IN_A_YEAR))
    cards = [card_of(opened, row) for row in rows]
    return {
        "group": group,
        "opened": opened,
        "year": shown,
        "years": years,
        "picture": _picture(opened, rows, cards),
        "months": [(first, list(told)) for first, told in groupby(cards, key=_month)],
        "in_a_row": ribbon.run_of_done([card.state for card in cards if card.is_mine]),
    }


def _years(group: Group, opened: Opened) -> list[int]:
    """From the year the group opened to the present one, or to the one it closed in."""
    zone = opened.me.zone
    first, until = group.opened_at.astimezone(zone), (group.closed_at or clock.now()).astimezone(zone)
    return list(range(first.year, max(first.year, until.year) + 1))


def _within(group: Group, opened: Opened, year: int) -> Any:
    begins, ends = (
        dt.datetime(at, 1, 1, tzinfo=opened.me.zone).astimezone(dt.UTC) for at in (year, year + 1)
    )
    made = (Commitment.made_at >= begins) & (Commitment.made_at < ends)
    return (
        Commitment.select()
        .where(Commitment.group == group, ~Commitment.gone, made)
        .order_by(Commitment.made_at, Commitment.id)
    )


def _picture(opened: Opened, rows: list[Any], cards: list[Card]) -> ribbon.Picture:
    """A band for each present member, mine first, and one for each who left."""
    present = [(member.id, member.first_name) for member in [opened.me, *opened.others]]
    known = {key for key, _ in present}
    former = [(key, FORMER) for key in dict.fromkeys(row.person_id for row in rows) if key not in known]
    told = [(row.person_id, card.made_at.month, card.state) for row, card in zip(rows, cards, strict=True)]
    return ribbon.picture([*present, *former], told)


def _month(card: Card) -> dt.date:
    return card.made_at.date().replace(day=1)
