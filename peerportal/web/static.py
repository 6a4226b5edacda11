"""Static files: addressed by what is in them, so that a browser asks for each version once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

A_YEAR = 31_536_000
_marks: dict[str, str] = {}


def install(app: Flask) -> None:
    """Add a mark of the content to the address of every static file, and let marked ones be kept."""
    folder = Path(app.static_folder or "")
    _marks.clear()

    @app.url_defaults
    def add_mark(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values:
            values.setdefault("v", _mark(folder, values["filename"]))

    @app.after_request
    def keep_marked(answer: Response) -> Response:
        if request.endpoint == "static" and answer.status_code == 200:
            filename = (request.view_args or {}).get("filename", "")
            if request.args.get("v") == _mark(folder, filename):
                answer.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return answer


def _mark(folder: Path, filename: str) -> str:
    if filename not in _marks:
        file = folder / filename
        _marks[filename] = hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""
    return _marks[filename]
