"""Where to go after signing in: a page of this portal and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

# One slash that neither a slash nor a backslash follows, then printable ASCII without a backslash. Judged as it came:
# what a browser or werkzeug would strip first (a tab, a line break) must never be there.
_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*\Z")


def next_page(wished: str | None, otherwise: str = "/") -> str:
    """`wished` when it is the address of a page of this portal that can be read, else `otherwise`."""
    if not wished or len(wished) > 2000 or not _PATH.match(wished):
        return otherwise
    path = urlsplit(wished).path
    if "//" in path or "%" in path:
        return otherwise
    try:
        current_app.url_map.bind(request.host).match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return otherwise
    return wished


def page_before() -> str:
    """The page a form was sent from, as far as the browser tells; else the first page.

    A form that was refused stands at the address of its deed, which nobody can open: its page is the one above it.
    """
    path = (request.referrer or "").removeprefix(request.host_url.rstrip("/"))
    while path.startswith("/") and path != "/":
        if found := next_page(path, ""):
            return found
        path = path.partition("?")[0].rpartition("/")[0]
    return "/"
