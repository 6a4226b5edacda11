"""The yardstick: one Flask route that says one word, behind the very server that carries the portal."""

from __future__ import annotations

from typing import Any

from flask import Flask

from peerportal import serve
from peerportal.core.settings import Settings
from peerportal.web.turns import Turns


def _process(settings: Settings) -> Any:
    app = Flask("bare")

    @app.route("/")
    def hello() -> str:
        return "hello"

    return Turns(app, at_once=max(1, settings.threads))


if __name__ == "__main__":
    serve._process = _process
    serve._prepare = lambda settings: None
    raise SystemExit(serve.serve(Settings.from_env()))
