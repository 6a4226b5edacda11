"""The main navigation, in the order of a person's day."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, request, url_for

from peerportal.web.gates import COORDINATOR, PARTICIPANT, _current

PLACES = [
    ("Home", "home.home", "house", PARTICIPANT),
    ("Suggestions", "matching.suggestions", "users", PARTICIPANT),
    ("Requests", "requests.my_requests", "mail", PARTICIPANT),
    ("Groups", "groups.my_groups", "message-circle", PARTICIPANT),
    ("Profile", "people.profile", "user", PARTICIPANT),
    ("Coordinate", "home_admin.overview", "list-todo", COORDINATOR),
]


def install(app: Flask) -> None:
    """Give every template the navigation and the person."""

    @app.context_processor
    def place() -> dict[str, Any]:
        me = _current()
        return {"me": me, "nav": _links(me)}


def _links(me: Any) -> list[dict[str, Any]]:
    if me is None or not me.takes_part:
        return []
    here = (request.endpoint or "").split(".")[0]
    return [
        {"label": label, "url": url_for(endpoint), "icon": icon, "here": _is_here(here, endpoint)}
        for label, endpoint, icon, who in PLACES
        if endpoint in current_app.view_functions and (who != COORDINATOR or me.is_coordinator)
    ]


def _is_here(room: str, endpoint: str) -> bool:
    if endpoint == "home_admin.overview":
        return room.endswith("_admin")
    return room == endpoint.split(".")[0]
