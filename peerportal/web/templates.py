"""How templates are read: every one shares the same few names, so that including or importing another costs little."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask.templating import Environment
from flask_wtf.csrf import generate_csrf

from peerportal.web import addresses


class _Templates(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # None of ours has names of its own. A map for each, laid over the common one, was compared with that at every
        # import, which took a seventh of the making of a group's page.
        return super().make_globals(d) if d else self.globals


class _Application(Flask):
    jinja_environment = _Templates

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        # None of ours is asynchronous, and Flask would look whether it is, at every hook of every request.
        return func


def application(top: Path) -> Flask:
    """An application with its static files and templates in this folder; templates stay once they were read."""
    app = _Application("peerportal", root_path=str(top), static_folder="static", template_folder="templates")
    app.jinja_options = {"cache_size": -1}
    return app


def install(app: Flask) -> None:
    """What templates call most: addresses, and the token of their forms."""
    addresses.install(app)
    app.jinja_env.globals["csrf_token"] = token


def token() -> str:
    """The token in the forms of this answer; made when it is first asked for."""
    made: str = g.get("csrf_token") or generate_csrf()
    return made
