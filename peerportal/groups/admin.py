"""The coordinator's page of groups: dates, counts and stage. Nothing here opens the vault."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from peerportal.groups import lists
from peerportal.web.gates import door
from peerportal.web.htmx import show

admin_bp = Blueprint("groups_admin", __name__, url_prefix="/admin")


@admin_bp.get("/groups")
@door("coordinator")
def groups() -> Any:
    page = request.args.get("page", default=1, type=int)
    return show("groups/admin/groups.html", **lists.all_groups(request.args.get("stage", ""), page))
