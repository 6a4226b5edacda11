"""A list rendered once for each viewer: cards are most of what the busiest page costs, and seldom change."""

from __future__ import annotations

import secrets
from typing import Any
from weakref import WeakKeyDictionary

from flask import current_app, render_template, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from peerportal.matching.suggestions import Page

SOMEBODY = "a" * 26
# Stands where each form's token belongs, which differs by session; nobody can guess it and so nobody can write it.
_TOKEN = secrets.token_hex(16)
# A page of suggestions lives as long as nothing that it was made from has changed, and so does what is kept here.
_kept: WeakKeyDictionary[Page, dict[str, str]] = WeakKeyDictionary()


def html(template: str, page: Page) -> Markup:
    """The template rendered for this page of suggestions, with this session's token in its forms."""
    kept = _kept.setdefault(page, {})
    if template not in kept:
        kept[template] = render_template(template, page=page, links=links(), token=_TOKEN)
    return Markup(kept[template].replace(_TOKEN, generate_csrf()))  # noqa: S704  # a template's own output


def links() -> dict[str, Any]:
    """Addresses that differ by the person alone, as (before, after) the opaque id: made once a page."""
    ways = {"person": url_for("matching.show_person", person_ref=SOMEBODY)}
    if "concerns.raise_concern" in current_app.view_functions:
        ways["report"] = url_for("concerns.raise_concern", kind="person", ref=SOMEBODY)
    return {name: way.split(SOMEBODY) for name, way in ways.items()}
