"""Hostile strings in every form of every step of every activity, before and after its reveal, and in its addresses."""

import pytest

from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.core import clock
from tests.browser import filled
from tests.test_hostile import SHARP, STRINGS, TYPEABLE, WRITTEN_IN, send

FEW = STRINGS[::25]


def at_each_step(begin, pair, priya, kind):
    """The session at one step after the other, first with nothing in its parts, then with parts that are shown."""
    table = begin(pair, priya, kind.key)
    for step in kind.steps:
        for shown in (None, clock.now()):
            for person_id in pair.member_ids():
                ActivityPart.insert(
                    session=table.session, person=person_id, step=step.key
                ).on_conflict_ignore().execute()
            ActivityPart.update(shown_at=shown, ready_at=shown).where(ActivityPart.step == step.key).execute()
            ActivitySession.update(step=step.key, moved=ActivitySession.moved + 1).execute()
            yield table


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_no_string_in_any_deed_breaks_anything(begin, pair, priya, browser_of, kind):
    browser, broken, tried = browser_of(priya), [], 0
    for table in at_each_step(begin, pair, priya, kind):
        for form in browser.get(table.at()).select("form[action*='/activities/']"):
            names = list(dict.fromkeys(field["name"] for field in form.select(TYPEABLE)))
            right = filled(form)
            strings = FEW if form.select(WRITTEN_IN) else []
            tries = [{name: text} for name in names for text in SHARP]
            tries += [dict.fromkeys(names, text) for text in strings]
            for typed in tries:
                status = send(browser, form, right | typed)
                tried += 1
                if status >= 500:
                    broken.append(f"{status} {form['action']} {typed!r}"[:300])
    assert not broken, "\n".join(broken[:40])
    assert tried > 200


@pytest.mark.long
def test_no_string_in_the_address_of_a_deed_breaks_anything(begin, pair, priya, browser_of):
    table, browser = begin(pair, priya, "quadrants"), browser_of(priya)
    for text in SHARP:
        if "/" in text or "\ud800" in text:
            continue
        for address in (
            table.at(text[:200], "save"),
            table.at("write", text[:200]),
            f"/activities/kinds/{text[:200]}",
        ):
            assert browser.open("POST" if "sessions" in address else "GET", address, {}).status_code < 500, (
                address
            )
