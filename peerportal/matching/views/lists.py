"""Suggestions, the surprise, whom one set aside."""

from __future__ import annotations

from typing import Any

from flask import request

from peerportal.matching import profiles, suggestions
from peerportal.matching.filters import SuggestionFilter
from peerportal.matching.views import bp, rendered
from peerportal.web.gates import door, person
from peerportal.web.htmx import show

LIVE = 3


@bp.get("/suggestions", endpoint="suggestions")
@door("participant")
def suggestions_page() -> Any:
    """Ten people with reasons, narrowed by what the address says."""
    page = suggestions.page(person().id, SuggestionFilter.from_args(request.args))
    return show("matching/suggestions.html", "matching/suggestions.swap.html", page=page, rendered=rendered)


@bp.get("/suggestions/surprise")
@door("participant")
def surprise() -> Any:
    """One eligible person of another area, drawn anew each time."""
    return show("matching/surprise.html", page=suggestions.by_surprise(person().id), rendered=rendered)


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
