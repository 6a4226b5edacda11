"""The parts of pages that commitments stand on: what is to be said, one of them, and both texts of one."""

from __future__ import annotations

import re
from typing import Any

from flask import flash, request, url_for

from peerportal.core.ids import REF, new_ref
from peerportal.groups import access, reading
from peerportal.groups.commitments import days, making, wording
from peerportal.groups.commitments import reading as told
from peerportal.groups.forms.commitments import CommitmentForm, SettleForm, WordsForm
from peerportal.groups.meetings.standing import standing_of
from peerportal.groups.models import Group, Meeting
from peerportal.web.gates import person
from peerportal.web.htmx import done, leave_for, show, target_id, wants_fragment

PAGE, MAKE = "groups/commitments/edit.html", "groups/commitments/_make.html"
ONE, MADE = "groups/commitments/_commitment.html", "groups/commitments/make_commitment.swap.html"
OPEN = "commitment-"  # how a page says that one of its commitments is being worded
NEW = f"{OPEN}new"


def facts(group: Group, meeting: Meeting | None = None, form: Any = None) -> dict[str, Any]:
    """What `_make.html` shows for a meeting that took place, or for the one at hand; also what `_last.html` shows."""
    opened = reading.open_group(group, person())
    standing = standing_of(group)
    coming = reading.meeting_card(opened, standing)["meeting"]
    if meeting is None:
        shown = told.facts(opened, coming, standing)
    else:
        shown = {"last": [], "making": told.for_meeting(opened, meeting, coming)}
    return {"group": group, "opened": opened} | with_form(shown, form)


def with_form(shown: dict[str, Any], form: Any = None) -> dict[str, Any]:
    """The facts of the domain with the form for them, and with what the asking page has open for editing."""
    plan: told.Making | None = shown.get("making")
    if plan is None:
        return shown
    first = plan.choices[0].value if plan.choices else "none"
    form = form or CommitmentForm(data={"when": first, "meeting": plan.meeting_ref, "form_key": new_ref()})
    editing = request.args.getlist("editing")[:20]
    refs = [ref.removeprefix(OPEN) for ref in editing if ref.startswith(OPEN)]
    there = {card.ref for line in shown["last"] for card in line.cards}
    return shown | {
        "commitment_form": form.offer(plan.choices, plan.today),
        "hints": told.thoughts(form.words.data or "", form.day, person()),
        "worded": [ref for ref in refs if REF.fullmatch(ref) and ref not in there],
        "keeps_form": NEW in editing,
    }


def part(template: str, status: int = 200, **given: Any) -> Any:
    """One part of a group's page in the state for editing: alone for htmx, else on a page of its own."""
    given["back"] = url_for("groups.group_page", ref=given["group"].ref)
    return show(PAGE, template, status=status, part=template, **given)


def made(group: Group, meeting: Meeting | None, said: str) -> Any:
    """After something was promised: the part as it is now, or the page it was said on."""
    page = url_for("groups.group_page", ref=group.ref)
    if not wants_fragment():
        flash(said)
        # To the head of the page, where the thoughts on the wording stand.
        return leave_for(f"{page}/meetings/{meeting.ref}/after" if meeting else page)
    shown = facts(group, meeting)
    return done(page, said, MAKE if meeting else MADE, **shown)


def read(group: Group, ref: str, said: str) -> Any:
    """After a verb about one commitment: its entry as it is now; without htmx back to the group's page."""
    page = url_for("groups.group_page", ref=group.ref) + f"#commitment-{ref}"
    if not wants_fragment():
        return done(page, said)
    row = access.commitment_of(group, ref)
    return done(page, said, ONE, **told.one(reading.open_group(group, person()), row))


def said_of(words: str, due_on: Any) -> str:
    """That it is kept, with a thought about its wording where there is one: pages without JavaScript show it here."""
    thoughts = [hint.said for hint in told.thoughts(words, due_on, person()) if hint.kind != wording.CLEAR]
    return " ".join(["Kept.", *thoughts])


def offer(form: Any, group: Group, kept: Any = None) -> Any:
    """The form with the days that can be chosen now."""
    opened = reading.open_group(group, person())
    coming = reading.next_meeting(opened)
    today = making.today_of(person())
    starts_at = coming.starts_at if coming else None
    meets_on = starts_at.astimezone(opened.me.zone).date() if starts_at else None
    return form.offer(days.choices(today, meets_on), today, kept)


def words_form(group: Group, card: told.Card) -> Any:
    """The form to word it anew, as it stands."""
    begins = {"words": card.words, "version": card.version, "due_on": card.due_on}
    return offer(WordsForm(data=begins | {"when": "other" if card.due_on else "none"}), group, card.due_on)


def settle_form(typed: Any, card: told.Card) -> Any:
    """What I typed, and by when, with the version that now stands."""
    begins = {"words": typed.words.data, "due_on": typed.day, "when": "other" if typed.day else "none"}
    return SettleForm(data=begins | {"version": card.version})


def hints_id() -> str:
    """The id by which the asking page swaps its hints."""
    asked = target_id() or ""
    return asked if re.fullmatch(r"hints-[a-z2-7]{3,26}", asked) else "hints-new"
