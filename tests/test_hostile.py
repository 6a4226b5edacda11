"""Hostile strings in every field of every form: refused or kept, never a failure."""

import json
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from peerportal.core.ids import REF
from tests.browser import Browser, filled
from tests.crawl import forms_everywhere
from tests.rows import tried_only
from tests.world import World

DATA = Path(__file__).parent / "data"
TYPEABLE = (
    "input[name]:not([type=submit]):not([type=file]):not([name=csrf_token]), textarea[name], select[name]"
)
ENCODED = "application/x-www-form-urlencoded"
OWN = [
    "\x00",
    "\ud800",
    "9" * 400,
    "-1",
    "1e309",
    "٣",
]
OWN += [
    "A" * 100_000,
    "\u202e\u2066",
    "../../etc/passwd",
    "{{7*7}}",
    "=cmd|' /C calc'!A0",
    "2026-02-30T25:61",
]


def strings():
    """Naughty strings of others and of our own, each once."""
    nasties = json.loads((DATA / "portal-nasties.json").read_text(encoding="utf-8"))
    cases = [case for cases in nasties.values() if isinstance(cases, list) for case in cases]
    own = [case.get("v") if isinstance(case, dict) else case for case in cases]
    found = [*json.loads((DATA / "blns.json").read_text(encoding="utf-8")), *own, *OWN]
    return list(dict.fromkeys(text for text in found if isinstance(text, str)))


STRINGS = strings()
SHARES = 4  # of the forms, so that two processes divide the work
# Enough of them to try alone in one field while the others hold what is right.
SHARP = [*OWN, *STRINGS[:: max(1, len(STRINGS) // 20)]]
WRITTEN_IN = (
    "textarea[name], input[name]:not([type]), input[type=text], input[type=search], input[type=email]"
)


def deed_of(app, form):
    """What a form does: its route, with the words of its address that name no record."""
    path, method = urlsplit(form["action"]).path, form["method"].upper()
    endpoint, values = app.url_map.bind("localhost").match(path, method=method)
    return endpoint, method, tuple(value for value in values.values() if not REF.fullmatch(value))


def all_forms(app, world):
    """(browser, form) for every form that anybody can reach."""
    seen = set()
    for name in (None, "priya", "omar", "uma", "ines", "lin", "carmen"):
        browser = Browser(app, getattr(world, name) if name else None)
        for _, form in list(forms_everywhere(app, browser)):
            kind = (deed_of(app, form), name == "carmen")
            if kind not in seen:
                seen.add(kind)
                yield browser, form


def as_bytes(data):
    """The fields as a program would send them: also what is no proper text."""
    return urlencode(data, doseq=True, errors="surrogatepass")


def send(browser, form, data):
    """The status of sending the form with this data, in a way that leaves nothing behind."""
    with tried_only():
        if form["method"].lower() == "get":
            answer = browser.open("GET", form["action"], query_string=as_bytes(data))
        else:
            data = as_bytes({"csrf_token": browser.csrf_token()} | data)
            answer = browser.client.post(form["action"], data=data, content_type=ENCODED)
    browser.stay_signed_in()
    return answer.status_code


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_no_string_in_any_field_breaks_anything(app, share):
    world, broken, tried = World(), [], 0
    for browser, form in islice(all_forms(app, world), share, None, SHARES):
        names = list(dict.fromkeys(field["name"] for field in form.select(TYPEABLE)))
        right = filled(form)
        # Where nobody writes (buttons, choices, hidden fields), the sharp ones will do.
        strings = STRINGS if form.select(WRITTEN_IN) else SHARP
        for number in range(len(strings) if names else 0):
            typed = {name: strings[(number + place * 7) % len(strings)] for place, name in enumerate(names)}
            status = send(browser, form, right | typed)
            tried += 1
            if status >= 500:
                broken.append(f"{status} {form['action']} {typed!r}"[:300])
        for name in names:
            for text in SHARP:
                status = send(browser, form, right | {name: text})
                tried += 1
                if status >= 500:
                    broken.append(f"{status} {form['action']} {name}={text!r}"[:300])
    assert not broken, "\n".join(broken[:40])
    assert tried > 10_000 / SHARES


@pytest.mark.long
def test_no_string_in_any_address_breaks_anything(app):
    world, broken = World(), []
    for name in (None, "priya", "carmen"):
        browser = Browser(app, getattr(world, name) if name else None)
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or rule.arguments:
                continue
            for text in SHARP:
                for query in ({"q": text}, {"page": text, "term": text, "next": text}):
                    status = browser.open("GET", rule.rule, query_string=as_bytes(query)).status_code
                    if status >= 500:
                        broken.append(f"{status} {rule.rule} {query!r}"[:300])
    assert not broken, "\n".join(broken[:40])
