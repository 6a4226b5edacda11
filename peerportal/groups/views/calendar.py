"""Meetings in one's own calendar: one as a file, or all of them under a private address."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, abort, request, url_for

from peerportal.core import mail
from peerportal.core.calendar import message
from peerportal.groups import access
from peerportal.groups.calendar import entries, feeds
from peerportal.groups.calendar.entries import Planned
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show, wants_fragment

PAGE, FEED = "groups/calendar/page.html", "groups/calendar/_feed.html"
TYPE = "text/calendar; charset=utf-8"


@bp.get("/groups/calendar")
@door("participant")
def my_calendar() -> Any:
    return show(PAGE, FEED, feed=feeds.of(person()), sends_mail=mail.is_on())


@bp.post("/groups/calendar")
@door("participant")
def make_feed() -> Any:
    """Make the private address, or another in its place; the only answer that shows it."""
    path = feeds.make(person())
    facts: dict[str, Any] = {
        "feed": feeds.of(person()),
        "address": mail.link(path),
        "sends_mail": mail.is_on(),
    }
    if wants_fragment():
        return done("", "Your private address is made. It is shown this once.", FEED, **facts)
    return show(PAGE, **facts)


@bp.post("/groups/calendar/revoke")
@door("participant")
def revoke_feed() -> Any:
    feeds.revoke(person())
    return done(url_for("groups.my_calendar"), "The private address has stopped.")


@bp.get("/calendar/<token>.ics")
@door("anyone", to="calendar feed")
def follow(token: str) -> Any:
    """The private address: whoever knows it reads, and nothing is written, however often a calendar asks."""
    text = feeds.text(access.feed_holder(token))
    answer = Response(text, content_type=TYPE)
    # Kept by the asking calendar to compare with, unlike all pages: it asks every time and mostly hears "the same".
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(hashlib.sha256(text).hexdigest()[:32])
    return answer.make_conditional(request)


@bp.get("/groups/<ref:ref>/meetings/<ref:meeting>/calendar.ics")
@door("participant", to="meeting in my calendar")
def meeting_file(ref: str, meeting: str) -> Any:
    group = access.my_group(ref)
    return _file(entries.of_meeting(group, access.dated_meeting_of(group, meeting)))


@bp.get("/groups/<ref:ref>/first-chat/calendar.ics")
@door("participant", to="group of mine")
def first_chat_file(ref: str) -> Any:
    return _file(entries.of_chat(access.my_group(ref)))


def _file(planned: Planned) -> Response:
    """The same entry that an invitation by mail carries, for portals without mail."""
    if not planned.is_on:
        abort(404)
    group_id = planned.group.id
    others = entries.others_in([group_id], person().id)[group_id]
    answer = Response(message(entries.entry(planned, others, person())), content_type=TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer
