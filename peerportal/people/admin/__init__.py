"""The coordinator's pages of people, one file a noun, on one blueprint."""

from __future__ import annotations

from importlib import import_module

from flask import Blueprint

admin_bp = Blueprint("people_admin", __name__, url_prefix="/admin")
NOUNS = ["people", "person", "joining", "levels", "roster"]
for noun in NOUNS:
    try:
        import_module(f"{__name__}.{noun}")
    except ModuleNotFoundError as missing:
        if __name__ not in str(missing):
            raise
