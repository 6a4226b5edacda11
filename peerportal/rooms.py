"""Which rooms the house has, and how they are connected."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

from peerportal import seed
from peerportal.people import hooks

# Modules that hold blueprints, in the one import order from right to left.
BLUEPRINTS = [
    "people.views:bp",
    "people.admin:admin_bp",
    "programmes.admin:admin_bp",
    "groups.views:bp",
    "groups.admin:admin_bp",
    "matching.views:bp",
    "matching.requests.views:bp",
    "concerns.views:bp",
    "concerns.admin:admin_bp",
    "home.views:bp",
    "home.admin:admin_bp",
]


def install(app: Flask) -> None:
    """Register every room, and connect what a lower room asks of a higher one."""
    hooks.on_demo.register(seed.load_demo)
    for place in BLUEPRINTS:
        module, name = place.split(":")
        try:
            blueprint = getattr(import_module(f"peerportal.{module}"), name)
        except (ModuleNotFoundError, AttributeError) as missing:
            app.logger.warning("room not there yet: %s (%s)", place, missing)
            continue
        app.register_blueprint(blueprint)
