"""People search, other people's pages, setting aside, blocking."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from peerportal.core.text import clean
from peerportal.matching import access, profiles
from peerportal.matching.filters import LONGEST
from peerportal.matching.models import SetAside
from peerportal.matching.views import bp, rendered
from peerportal.people import blocks
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show


@bp.get("/people")
@door("participant")
def find_people() -> Any:
    """People by name, title or topic."""
    query = clean(request.args.get("q", ""))[:LONGEST]
    found = profiles.find(person().id, query)
    meets = request.args.get("for") == "pair"
    page, fragment = "matching/people.html", "matching/people.swap.html"
    return show(page, fragment, query=query, people=found, meets=meets)


@bp.get("/people/<ref:person_ref>")
@door("participant", to="person I may see")
def show_person(person_ref: str) -> Any:
    """Somebody's page."""
    seen = access.seen(person_ref)
    return show("matching/person.html", seen=seen, about=access.profile_of(seen), links=rendered.links())


@bp.post("/people/<ref:person_ref>/set-aside")
@door("participant", to="person I may see")
def set_aside(person_ref: str) -> Any:
    """Suggest this person no more for now."""
    seen = access.seen(person_ref)
    SetAside.put(access.someone(person_ref), by=person())
    said = f"{seen.peer.first_name} is set aside."
    return done(url_for(".set_aside_list"), said, "matching/_set_aside.html", peer=seen.peer, aside=True)


@bp.post("/people/<ref:person_ref>/bring-back")
@door("participant", to="person I may see")
def bring_back(person_ref: str) -> Any:
    """Suggest this person again."""
    seen = access.seen(person_ref)
    SetAside.take_back(access.someone(person_ref), by=person())
    said = f"{seen.peer.first_name} may be suggested again."
    return done(url_for(".set_aside_list"), said, "matching/_set_aside.html", peer=seen.peer, aside=False)


@bp.post("/people/<ref:person_ref>/block")
@door("participant", to="person I may block")
def block(person_ref: str) -> Any:
    """Have nothing to do with this person any more; they are not told."""
    other = access.someone_to_block(person_ref)
    blocks.block(person(), other)
    return done(url_for(".blocked"), f"You and {other.first_name} will not see each other here any more.")


@bp.get("/blocks")
@door("participant")
def blocked() -> Any:
    """Whom I blocked."""
    return show("matching/blocked.html", people=list(blocks.blocked_by(person())))


@bp.post("/blocks/<ref:person_ref>/take-back")
@door("participant", to="person I blocked")
def unblock(person_ref: str) -> Any:
    """Take a block back."""
    other = access.blocked_by_me(person_ref)
    blocks.unblock(person(), other)
    return done(url_for(".blocked"), f"{other.first_name} is not blocked any more.")
