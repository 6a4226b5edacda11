"""The meetings of a group, the times offered for them and the items on their agendas."""

from datetime import timedelta

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.models import AgendaItem, Meeting, SlotOffer
from tests.world.secrets import SECRETS


def offer_time(group, by):
    """A time that somebody offers for the meeting to come."""
    return SlotOffer.create(group=group, number=2, starts_at=clock.now() + timedelta(days=4), by=by)


def meet(group, opened, number, **facts):
    starts_at = clock.now() + timedelta(days=3 if number > 1 else -3)
    row = Meeting(
        ref=new_ref(), group=group, number=number, starts_at=starts_at, **{"state": "booked"} | facts
    )
    row.place = opened.seal(Meeting.place, row.ref, SECRETS["meeting place"])
    row.save(force_insert=True)
    return row


def add_item(meeting, opened, author, words, position, **facts):
    row = AgendaItem(
        ref=new_ref(), meeting=meeting, author=author, position=position, form_key=new_ref(), **facts
    )
    row.words = opened.seal(AgendaItem.words, row.ref, words)
    row.save(force_insert=True)
    return row
