"""Suggestions, the surprise, whom one set aside."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import request, url_for

from peerportal.matching import profiles, suggestions
from peerportal.matching.circles import finding
from peerportal.matching.filters import SuggestionFilter
from peerportal.matching.models import KeptTilt
from peerportal.matching.tilt import Tilt
from peerportal.matching.views import bp, rendered
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show, wants_fragment

LIVE = 3
CIRCLES = 2


@bp.get("/suggestions", endpoint="suggestions")
@door("participant")
def suggestions_page() -> Any:
    """Ten people with reasons, narrowed and tilted by what the address says."""
    chosen, tilt = SuggestionFilter.from_args(request.args), Tilt.from_args(request.args)
    circles = partial(finding.best, person_id=person().id, count=CIRCLES)
    beside = {} if wants_fragment() else {"beside": circles}
    page = suggestions.page(person().id, chosen, tilt, **beside)
    return show("matching/suggestions.html", "matching/suggestions.swap.html", page=page, rendered=rendered)


@bp.post("/suggestions/tilt")
@door("participant")
def keep_tilt() -> Any:
    """Tilt my list like this from now on."""
    tilt, chosen = Tilt.from_args(request.form) or Tilt(), SuggestionFilter.from_args(request.form)
    KeptTilt.keep(tilt, by=person())
    said = "Your list stays like this." if tilt else "Your list has the programme’s own order again."
    narrowed: dict[str, Any] = dict(chosen.to_args())
    return done(url_for(".suggestions", **narrowed), said)


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
