"""The main navigation, in the order of a person's day."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Flask, current_app, request

from peerportal.web.addresses import address_of
from peerportal.web.gates import COORDINATOR, PARTICIPANT, _current

PLACES = [
    ("Home", "home.home", "house", PARTICIPANT),
    ("Suggestions", "matching.suggestions", "users", PARTICIPANT),
    ("Requests", "requests.my_requests", "mail", PARTICIPANT),
    ("Groups", "groups.my_groups", "message-circle", PARTICIPANT),
    ("Activities", "activities.all_activities", "dices", PARTICIPANT),
    ("Profile", "people.profile", "user", PARTICIPANT),
    ("Coordinate", "home_admin.overview", "list-todo", COORDINATOR),
]
# Rooms with pages of more than one place: there the address tells.
BY_PATH = ("home.home", "people.profile")
# The coordinator's pages, shown under the main navigation on each of them.
ROOMS = [
    ("Overview", "home_admin.overview"),
    ("People", "people_admin.people"),
    ("Import", "people_admin.roster"),
    ("Terms", "terms_admin.terms"),
    ("Programme", "programmes_admin.programme"),
    ("Groups", "groups_admin.groups"),
    ("Activities", "activities_admin.activities"),
    ("Reports of concern", "concerns_admin.queue"),
    ("Log", "home_admin.log"),
]


def install(app: Flask) -> None:
    """Give every template the person and, for layouts to call, the navigation."""

    @app.context_processor
    def place() -> dict[str, Any]:
        me = _current()
        # Fragments never ask where one may go.
        return {"me": me, "nav": partial(_links, me), "rooms": partial(_rooms, me)}


def _links(me: Any) -> list[dict[str, Any]]:
    if me is None or not me.takes_part:
        return []
    here = (request.endpoint or "").split(".")[0]
    return [
        {"label": label, "url": address_of(endpoint), "icon": icon, "here": _is_here(here, endpoint)}
        for label, endpoint, icon, who in PLACES
        if endpoint in current_app.view_functions and (who != COORDINATOR or me.is_coordinator)
    ]


def _rooms(me: Any) -> list[dict[str, Any]]:
    endpoint = request.endpoint or ""
    if me is None or not (me.takes_part and me.is_coordinator) or "_admin." not in endpoint:
        return []
    # The page itself or the one it lies under; else the first line of its room (who may join: People).
    places = [place for place in ROOMS if place[1] in current_app.view_functions]
    room = endpoint.split(".")[0]
    links = [(label, at, address_of(at)) for label, at in places]
    under = max(
        (url for _, at, url in links if request.path == url or _leads_to(at, url)), key=len, default=""
    )
    here = under or next((url for _, at, url in links if at.split(".")[0] == room), "")
    return [{"label": label, "url": url, "here": url == here} for label, _, url in links]


def _leads_to(endpoint: str, url: str) -> bool:
    """Whether the page asked for lies under this one; everything lies under the overview, which leads nowhere."""
    return endpoint != "home_admin.overview" and request.path.startswith(f"{url}/")


def _is_here(room: str, endpoint: str) -> bool:
    if endpoint == "home_admin.overview":
        return room.endswith("_admin")
    if endpoint in BY_PATH:
        path = address_of(endpoint)
        return request.path == path or request.path.startswith(path.rstrip("/") + "/") and path != "/"
    return room == endpoint.split(".")[0]
