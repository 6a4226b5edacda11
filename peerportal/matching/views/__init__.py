"""The pages of finding a peer."""

from flask import Blueprint

bp = Blueprint("matching", __name__)

from peerportal.matching.views import circles, lists, people  # noqa: E402  # they hang their routes on the blueprint

__all__ = ["bp", "circles", "lists", "people"]
