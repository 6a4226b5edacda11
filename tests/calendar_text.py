"""A strict reader of iCalendar text for tests, written from RFC 5545 without the library that the portal uses."""

import re

NAME = re.compile(r"[A-Z][A-Z0-9-]*")
PARAMETER = re.compile(r';([A-Z][A-Z0-9-]*)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)')
MOMENT = re.compile(r"\d{8}T\d{6}Z")
WHOLE_DAY = re.compile(r"\d{8}")
ONCE = {"UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "STATUS", "LAST-MODIFIED", "URL", "DESCRIPTION", "CLASS"}
MOMENTS = {"DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"}
TEXTS = {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME"}


def read(content):
    """({property: value} of the calendar, [{property: (parameters, value)} of each event]); fails on any fault."""
    outer, events, inside = {}, [], []
    for name, parameters, value in map(parts, logical_lines(content)):
        if name == "BEGIN":
            inside.append(value)
            assert inside in (["VCALENDAR"], ["VCALENDAR", "VEVENT"]), inside
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        elif inside == ["VCALENDAR"]:
            assert name not in outer, f"{name} twice"
            outer[name] = text(value) if name in TEXTS else value
        else:
            assert inside == ["VCALENDAR", "VEVENT"] and name not in events[-1], f"{name} twice"
            events[-1][name] = (parameters, text(value) if name in TEXTS else value)
    assert not inside and outer["VERSION"] == "2.0" and outer["PRODID"]
    for event in events:
        assert event.keys() >= ONCE
        for name in MOMENTS & event.keys():
            parameters, value = event[name]
            is_day = name in ("DTSTART", "DTEND") and parameters == {"VALUE": "DATE"}
            assert (WHOLE_DAY if is_day else MOMENT).fullmatch(value), (name, event[name])
    return outer, events


def logical_lines(content):
    """The lines unfolded; each physical line is at most 75 octets, ends in CRLF and is whole UTF-8."""
    assert content.endswith(b"\r\n")
    lines = []
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75, line
        assert line and not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
        shown = line.decode()
        assert not re.search("[\x80-\x9f\u2028\u2029\ufeff]", shown), line
        if shown.startswith(" "):
            lines[-1] += shown[1:]
        else:
            lines.append(shown)
    return lines


def parts(line):
    """(name, {parameter: value}, value) of an unfolded line."""
    name = NAME.match(line)
    assert name, line
    parameters, at = {}, name.end()
    while found := PARAMETER.match(line, at):
        assert found[1] not in parameters, line
        parameters[found[1]] = found[2].strip('"')
        at = found.end()
    assert line[at : at + 1] == ":", line
    return name[0], parameters, line[at + 1 :]


def text(value):
    """A text value without its escapes; nothing that must be escaped stands bare."""
    assert not re.search(r"(?<!\\)(?:\\\\)*(?:[,;]|\\[^\\,;n]|\\$)", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)
