"""The pages of people, one file a noun, on one blueprint."""

from __future__ import annotations

from importlib import import_module

from flask import Blueprint

bp = Blueprint("people", __name__)
NOUNS = ["set_up", "sign_in", "joining", "account", "profile", "terms", "photo"]
for noun in NOUNS:
    try:
        import_module(f"{__name__}.{noun}")
    except ModuleNotFoundError as missing:
        if __name__ not in str(missing):
            raise
