"""Routes that take more than the usual body say how much: `@takes(bytes)` below the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, request


def takes(bytes_at_most: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let bodies of this many bytes through to the view."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.takes_bytes = bytes_at_most  # type: ignore[attr-defined]
        return view

    return mark


def install(app: Flask) -> None:
    """Raise the bound for such routes; installed before anything that reads the form."""

    @app.before_request
    def raise_bound() -> None:
        view = app.view_functions.get(request.endpoint or "")
        limit = getattr(view, "takes_bytes", None)
        if limit:
            request.max_content_length = limit
