"""The coordinator's first page and the log of what coordinators did."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for

from peerportal.home import overview as counts
from peerportal.home.forms import PageForm
from peerportal.web.gates import door, person

admin_bp = Blueprint("home_admin", __name__, url_prefix="/admin")


@admin_bp.get("")
@door("coordinator")
def overview() -> Any:
    """What needs a coordinator, and how many take part."""
    return render_template("home/admin/overview.html", now=counts.overview(person()))


@admin_bp.get("/log")
@door("coordinator")
def log() -> Any:
    """Everything that coordinators and operators did, the newest first."""
    page = PageForm.from_args().number
    lines, last = counts.log_page(page, person())
    shown = min(page, last)
    return render_template(
        "home/admin/log.html",
        lines=lines,
        page=shown,
        last=last,
        href=lambda number: url_for("home_admin.log", page=number),
    )
