"""What a calendar makes of the mails: each entry read back by a second reader, and the mails by whom they went to."""

import vobject

from tests.calendar_text import read


def invitation_in(message):
    """The entry in a mail as a second reader reads it; the mail holds the text and the entry, and nothing else."""
    plain, part = message.iter_parts()
    assert message.get_content_type() == "multipart/alternative" and plain.get_content_type() == "text/plain"
    assert part.get_content_type() == "text/calendar"
    content = part.get_payload(decode=True)
    read(content)
    calendar = vobject.readOne(content.decode("utf-8"))
    assert (part.get_param("method"), part.get_param("charset")) == (calendar.method.value, "utf-8")
    return calendar.vevent, calendar.method.value


def by_address(messages):
    """{address: messages to it}, in the order in which they went."""
    found = {}
    for message in messages:
        [to] = message["To"].addresses
        found.setdefault(to.addr_spec, []).append(message)
    return found


def is_an_entry(message):
    """Whether a mail carries a calendar entry; others remind or tell."""
    return any(part.get_content_type() == "text/calendar" for part in message.walk())


def read_back(message):
    """(METHOD, UID, SEQUENCE, start) of the entry in a mail."""
    event, method = invitation_in(message)
    return method, event.uid.value, int(event.sequence.value), event.dtstart.value
