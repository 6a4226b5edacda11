"""Suggestions, people search, other people's pages, setting aside, blocking."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, request, url_for

from peerportal.matching import access, profiles, suggestions
from peerportal.matching.filters import SuggestionFilter
from peerportal.matching.forms import FilterForm, SearchForm
from peerportal.matching.models import SetAside
from peerportal.people import blocks
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

bp = Blueprint("matching", __name__)
LIVE = 3
SOMEBODY = "a" * 26


def _links() -> dict[str, Any]:
    """Addresses that differ by the person alone, as (before, after) the opaque id: made once a page."""
    ways = {"person": url_for(".show_person", person_ref=SOMEBODY)}
    if "concerns.raise_concern" in current_app.view_functions:
        ways["report"] = url_for("concerns.raise_concern", kind="person", ref=SOMEBODY)
    return {name: way.split(SOMEBODY) for name, way in ways.items()}


@bp.get("/suggestions", endpoint="suggestions")
@door("participant")
def suggestions_page() -> Any:
    """Ten people with reasons, narrowed by what the address says."""
    chosen = SuggestionFilter.from_args(request.args)
    page = suggestions.page(person().id, chosen)
    form = FilterForm.showing(chosen, page.choices)
    templates = ("matching/suggestions.html", "matching/suggestions.swap.html")
    return show(*templates, page=page, form=form, links=_links())


@bp.get("/suggestions/surprise")
@door("participant")
def surprise() -> Any:
    """One eligible person of another area, drawn anew each time."""
    return show("matching/surprise.html", page=suggestions.by_surprise(person().id), links=_links())


@bp.get("/suggestions/live")
@door("participant")
def live_suggestions() -> Any:
    """The first three, beside the form of one's own profile."""
    return show("matching/_live.html", cards=suggestions.first(person().id, LIVE))


@bp.get("/suggestions/set-aside")
@door("participant")
def set_aside_list() -> Any:
    """Whom I set aside."""
    return show("matching/set_aside.html", people=profiles.set_aside_by(person().id))


@bp.get("/people")
@door("participant")
def find_people() -> Any:
    """People by name, title or topic."""
    form = SearchForm(request.args)
    query = form.q.data[:100] if form.q.data else ""
    found = profiles.find(person().id, query)
    return show("matching/people.html", "matching/people.swap.html", form=form, query=query, people=found)


@bp.get("/people/<ref:person_ref>")
@door("participant", to="person I may see")
def show_person(person_ref: str) -> Any:
    """Somebody's page."""
    seen = access.seen(person_ref)
    return show("matching/person.html", seen=seen, about=access.profile_of(seen), links=_links())


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
