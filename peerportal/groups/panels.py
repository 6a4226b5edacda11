"""Panels: what higher rooms show on a group's page, without groups knowing those rooms.

A higher room registers a template and a function that finds its facts; the page includes it, rendered on the server.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peerportal.groups.models import Group
from peerportal.people.models import Person

FIRST_CHAT, PAGE, SIDE = "first_chat", "page", "side"
Facts = Callable[[Group, Person], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """Where it stands, how it looks, and what it says to whom; no facts means no panel."""

    place: str
    template: str
    facts: Facts


PANELS: list[Panel] = []


def register(place: str, template: str, facts: Facts) -> None:
    """Include `template` at `place`, with what `facts(group, reader)` returns as `panel`; twice is once."""
    if place not in (FIRST_CHAT, PAGE, SIDE):
        raise ValueError(f"unknown place: {place}")
    if not any(panel.template == template for panel in PANELS):
        PANELS.append(Panel(place, template, facts))


def shown(place: str, group: Group, reader: Person) -> list[tuple[str, dict[str, Any]]]:
    """The panels at a place, as (template, facts)."""
    found = [(panel.template, panel.facts(group, reader)) for panel in PANELS if panel.place == place]
    return [(template, facts) for template, facts in found if facts is not None]
