"""Pages of suggestions put together from parts that are rendered once and kept for as long as they hold.

Cards are most of what the busiest page costs, and after a change most of them are what they were.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from flask import current_app, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from peerportal.matching import weighing
from peerportal.matching.filters import SuggestionFilter
from peerportal.matching.suggestions import Card, Page
from peerportal.matching.tilt import Axis, Tilt, offered, tilted

Choices = tuple[tuple[str, tuple[str, ...]], ...]

SOMEBODY = "a" * 26
# Stands where each form's token belongs, which differs by session; nobody can guess it and so nobody can write it.
_TOKEN = secrets.token_hex(16)
# A card lives as long as nothing that it was made from has changed, and so does what is kept here.
_kept: WeakKeyDictionary[Card, str] = WeakKeyDictionary()


def cards(page: Page) -> Markup:
    """The cards of a page, with this session's token in their forms."""
    found = [_kept.get(card) or _keep(card, page) for card in page.cards]
    return Markup("".join(found).replace(_TOKEN, generate_csrf()))  # noqa: S704  # a template's own output


def _keep(card: Card, page: Page) -> str:
    html = _kept[card] = _render("matching/_card.html", card=card, page=page, links=links(), token=_TOKEN)
    return html


def narrow(page: Page) -> Markup:
    """The filters and tilts of a page, the same for everybody who has the same choices."""
    choices, axes = tuple(page.choices.items()), offered(page.wishes)
    opened = page.tilt != page.kept
    return Markup(_narrow(page.chosen, choices, page.tilt, axes, opened))  # noqa: S704  # a template's own output


@lru_cache(maxsize=128)
def _narrow(
    chosen: SuggestionFilter, choices: Choices, tilt: Tilt, axes: tuple[Axis, ...], opened: bool
) -> str:
    facts = {"chosen": chosen, "choices": dict(choices), "tilt": tilt, "axes": axes, "opened": opened}
    return _render("matching/_narrow.html", **facts)


def counting(page: Page) -> list[str]:
    """What the order of a page goes by, from what counts most."""
    return weighing.counting(tilted(page.wishes, page.tilt))


def _render(template: str, **facts: Any) -> str:
    # Without what every page is told (who is signed in, the navigation): no part that is kept may depend on it.
    return current_app.jinja_env.get_template(template).render(facts)


def links() -> dict[str, Any]:
    """Addresses that differ by the person alone, as (before, after) the opaque id: made once a page."""
    ways = {"person": url_for("matching.show_person", person_ref=SOMEBODY)}
    if "concerns.raise_concern" in current_app.view_functions:
        ways["report"] = url_for("concerns.raise_concern", kind="person", ref=SOMEBODY)
    return {name: way.split(SOMEBODY) for name, way in ways.items()}
