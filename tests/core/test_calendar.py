"""Calendar entries are read back by two readers that know nothing of the writer, whatever the names are."""

import datetime as dt
from dataclasses import replace

import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peerportal.core import calendar
from peerportal.core.calendar import Entry, Party
from peerportal.core.text import clean
from tests.calendar_text import read

AT = dt.datetime(2027, 5, 13, 13, 30, tzinfo=dt.UTC)
ENTRY = Entry(
    uid="abc@portal.example.org",
    sequence=0,
    starts_at=AT,
    minutes=45,
    summary="Meeting with Omar",
    description="By video. Everything else is on your page:\nhttps://portal.example.org/groups/abc",
    url="https://portal.example.org/groups/abc",
    stamp=dt.datetime(2027, 5, 1, 8, 0, 5, 999, tzinfo=dt.UTC),
    organizer=Party("PeerPortal", "peers@example.org"),
    attendee=Party("Priya Nair", "priya.nair@example.com"),
)
NASTY = "é☃🙂👩\u200d🔬א ع\u202e\u2028\u2029\x0b\x0c\x85\x00\r\n\t,;:\\\"'^=ab"
names = st.text(st.sampled_from(NASTY), max_size=90) | st.text(max_size=60)


def test_an_invitation_has_exactly_these_properties():
    outer, [event] = read(calendar.message(ENTRY))
    assert outer == {
        "VERSION": "2.0", "PRODID": calendar.PRODUCT, "CALSCALE": "GREGORIAN", "METHOD": "REQUEST",
    }  # fmt: skip
    person = {
        "CN": "Priya Nair", "CUTYPE": "INDIVIDUAL", "PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT",
        "RSVP": "FALSE",
    }  # fmt: skip
    assert event == {
        "UID": ({}, "abc@portal.example.org"),
        "SEQUENCE": ({}, "0"),
        "DTSTAMP": ({}, "20270501T080005Z"),
        "LAST-MODIFIED": ({}, "20270501T080005Z"),
        "DTSTART": ({}, "20270513T133000Z"),
        "DTEND": ({}, "20270513T141500Z"),
        "SUMMARY": ({}, "Meeting with Omar"),
        "DESCRIPTION": ({}, ENTRY.description),
        "URL": ({}, ENTRY.url),
        "STATUS": ({}, "CONFIRMED"),
        "CLASS": ({}, "PRIVATE"),
        "TRANSP": ({}, "OPAQUE"),
        "ORGANIZER": ({"CN": "PeerPortal"}, "mailto:peers@example.org"),
        "ATTENDEE": (person, "mailto:priya.nair@example.com"),
    }


def test_cancelling_says_so_and_keeps_the_uid():
    outer, [event] = read(calendar.message(replace(ENTRY, sequence=2, cancelled=True)))
    assert outer["METHOD"] == "CANCEL"
    assert (event["STATUS"][1], event["UID"][1], event["SEQUENCE"][1]) == ("CANCELLED", ENTRY.uid, "2")


def test_what_has_lost_its_time_can_still_be_cancelled():
    _, [event] = read(calendar.message(replace(ENTRY, starts_at=None, cancelled=True)))
    assert not {"DTSTART", "DTEND"} & event.keys()


def test_a_feed_names_nobody_and_asks_for_nothing():
    outer, events = read(calendar.feed([ENTRY, replace(ENTRY, uid="b@c")], "Peer, Portal"))
    assert "METHOD" not in outer and outer["X-WR-CALNAME"] == "Peer, Portal"
    assert outer["REFRESH-INTERVAL"] == "PT1H"
    assert [event["UID"][1] for event in events] == [ENTRY.uid, "b@c"]
    assert not any({"ATTENDEE", "ORGANIZER"} & event.keys() for event in events)


def test_an_empty_feed_is_a_calendar():
    assert read(calendar.feed([], "PeerPortal"))[1] == []


def test_any_zone_is_written_as_utc():
    there = replace(ENTRY, starts_at=AT.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=45))))
    assert calendar.message(there) == calendar.message(ENTRY)


def test_odd_addresses_stay_addresses():
    odd = replace(ENTRY, attendee=Party("O", "o'neil+a?b&c%d@example.com"))
    _, [event] = read(calendar.message(odd))
    assert event["ATTENDEE"][1] == "mailto:o'neil+a%3Fb%26c%25d@example.com"


@settings(max_examples=150)
@given(summary=names, description=names, who=names)
@example(summary="é" * 33, description="🙂" * 40, who="☃" * 25)
@example(summary="a\r\nATTENDEE:mailto:x@y", description="\u2028BEGIN:VALARM", who='x"\r\nURL:y')
@example(summary="\\", description="\\n\\;", who=":;,")
def test_two_readers_agree_on_what_was_written(summary, description, who):
    entry = replace(ENTRY, summary=summary, description=description, attendee=Party(who, "x@example.com"))
    written = calendar.message(entry)
    assert written == calendar.message(entry)
    _, [event] = read(written)
    other = vobject.readOne(written.decode()).vevent
    expected = (clean(summary), clean(description, lines=True))
    assert (event["SUMMARY"][1], event["DESCRIPTION"][1]) == expected
    assert (other.summary.value, other.description.value) == expected
    name = clean(who).replace('"', "'").replace("^", "'")
    assert event["ATTENDEE"][0].get("CN", "") == name
    assert other.attendee.params.get("CN", [""]) == [name]
    assert other.dtstart.value == AT


@settings(max_examples=40)
@given(
    starts_at=st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2100, 1, 1)),  # noqa: DTZ001
    minutes=st.integers(5, 480),
    letter=st.sampled_from("a é ☃ 🙂".split()),
    length=st.integers(0, 160),
)
def test_lines_fold_between_characters_wherever_the_75th_octet_falls(starts_at, minutes, letter, length):
    starts_at = starts_at.replace(tzinfo=dt.UTC, microsecond=0)
    entry = replace(ENTRY, starts_at=starts_at, minutes=minutes, summary=letter * length)
    _, [event] = read(calendar.message(entry))
    other = vobject.readOne(calendar.message(entry).decode()).vevent
    assert event["SUMMARY"][1] == other.summary.value == letter * length
    assert other.dtend.value - other.dtstart.value == dt.timedelta(minutes=minutes)
