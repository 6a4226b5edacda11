"""Routes that take files say how much of a body they take from anybody: `@takes(bytes)` below the door.

Whoever passes that door, and reaches the record that the address names, may send up to READ_TO_REFUSE. A view that
takes less refuses it then as it refuses anything else, with a sentence beside the field and what was typed kept. All
this is asked before anything reads the body, and files go to the disk as they come, so none is ever held in memory.

Words are taken in the same way: from whoever passes a door that is not open to anyone, so much of them is read that the
form can say beside its field by how much they are too long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, request

from peerportal.web.gates import ANYONE, lets_in

READ_TO_REFUSE = 40_000_000
WORDS_TO_REFUSE = 4_000_000  # a million letters of a script that an address writes in few letters are 3 MB
SAFE = {"GET", "HEAD", "OPTIONS"}


def takes(
    bytes_at_most: int, reaches: Callable[..., Any] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let bodies of this many bytes through to the view, and larger ones from whoever passes its door.

    `reaches` is called with the parts of the address, and aborts for those who may not reach what it names.
    """

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.takes_bytes = bytes_at_most  # type: ignore[attr-defined]
        view.reaches = reaches  # type: ignore[attr-defined]
        return view

    return mark


def install(app: Flask) -> None:
    """Raise the bound for such routes; installed before anything that reads the form."""

    @app.before_request
    def raise_bound() -> None:
        view: Any = app.view_functions.get(request.endpoint or "")
        if request.method in SAFE or not hasattr(view, "door"):
            return
        takes_files = hasattr(view, "takes_bytes")
        if takes_files:
            request.max_content_length = view.takes_bytes
        if view.door.who != ANYONE and lets_in(view.door.who):
            request.max_form_memory_size = request.max_content_length = WORDS_TO_REFUSE
            if takes_files:
                if view.reaches:
                    view.reaches(**(request.view_args or {}))
                request.max_content_length = max(view.takes_bytes, READ_TO_REFUSE)
