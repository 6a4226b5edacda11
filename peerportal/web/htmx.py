"""The only module that knows which htmx the pages load (4.0.1) and how it asks and is answered."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Response, flash, redirect, render_template, request
from htmx_flask import make_response

SWAPS = {
    "innerHTML", "outerHTML", "innerMorph", "outerMorph", "beforebegin",
    "afterbegin", "beforeend", "afterend", "delete", "none", "textContent",
}  # fmt: skip


def wants_fragment() -> bool:
    """True when htmx will swap the answer into a page it already shows (not for Back, nor boosted links)."""
    return request.headers.get("HX-Request-Type") == "partial"


def source_id() -> str | None:
    """The id of the element that asked."""
    return request.headers.get("HX-Source", "").partition("#")[2] or None


def target_id() -> str | None:
    """The id of the element that will be swapped."""
    return request.headers.get("HX-Target", "").partition("#")[2] or None


def current_path() -> str:
    """Path and query of the page htmx runs in; the host it names is never believed, and what is no address is "/"."""
    try:
        split = urlsplit(request.headers.get("HX-Current-URL", "/"))
    except ValueError:
        return "/"
    return (split.path or "/") + (f"?{split.query}" if split.query else "")


def show(page: str, /, fragment: str | None = None, *, status: int = 200, **facts: Any) -> Any:
    """The whole page, or only the fragment when htmx asks for one."""
    template = fragment if fragment and wants_fragment() else page
    return render_template(template, **facts), status


def done(url: str, said: str, fragment: str | None = None, **facts: Any) -> Any:
    """After a verb: the changed fragment and one spoken sentence for htmx, else a flash and a 303 to `url`."""
    if fragment and wants_fragment():
        return render_template(fragment, **facts) + render_template("shared/_said.html", said=said)
    if said:
        flash(said)
    return leave_for(url)


def leave_for(url: str) -> Any:
    """Go to another page: a real navigation for htmx, a 303 (302 for GET) otherwise."""
    if wants_fragment():
        # htmx would follow a redirect itself and swap the other page into this one.
        return Response("", 200 if request.method != "GET" else 204, {"HX-Redirect": url})
    return redirect(url, 303 if request.method not in ("GET", "HEAD") else 302)


def reply(body: str, status: int = 200, *, retarget: str | None = None, reswap: str | None = None) -> Any:
    """A fragment for another place than the one that asked."""
    answer = make_response((body, status), retarget=retarget)
    if reswap:
        if reswap.split()[0] not in SWAPS:
            raise ValueError(f"unknown swap: {reswap}")
        answer.headers["HX-Reswap"] = reswap
    return answer


def unchanged(ptag: str) -> bool:
    """Whether a poll already has the state named by `ptag`."""
    return request.headers.get("HX-PTag") == ptag
