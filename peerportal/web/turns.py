"""Turns: slow bodies wait outside, and only a few requests of a process are worked on at once.

A thread that waits for a slow sender costs next to nothing, but it must not be one of those that answer everybody
else (docs/decisions/0002-server.md). Small bodies are read before a turn is asked for; large ones, which only the
uploads take, share two turns of their own. So do those that are larger than any picture, since they may take minutes:
somebody who sends a file of 40 MB, only to be told that it is too large, keeps nobody's photo waiting.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

SMALL_BYTES = 256_000
LARGE_BYTES = 6_000_000
LARGE_AT_ONCE = 2

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Turns:
    """A WSGI application that lets `at_once` requests into another one at a time."""

    def __init__(self, app: Wsgi, at_once: int) -> None:
        self._app = app
        self._turns = threading.BoundedSemaphore(at_once)
        self._large = threading.BoundedSemaphore(LARGE_AT_ONCE)
        self._huge = threading.BoundedSemaphore(LARGE_AT_ONCE)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = _length(environ)
        if length > SMALL_BYTES:
            with self._large if length <= LARGE_BYTES else self._huge:
                return self._app(environ, start_response)
        if length:
            environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(length))
        with self._turns:
            return self._app(environ, start_response)


def _length(environ: dict[str, Any]) -> int:
    """The announced length; without one (chunked, or nonsense) it counts as large."""
    text = environ.get("CONTENT_LENGTH") or ""
    if text.isascii() and text.isdigit():
        return int(text)
    return SMALL_BYTES + 1 if text or environ.get("HTTP_TRANSFER_ENCODING") else 0
