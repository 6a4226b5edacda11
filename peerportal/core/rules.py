"""How the domain says no."""

from __future__ import annotations


class RuleBroken(Exception):
    """A rule refuses what was asked; the message is a whole sentence for the person who asked."""
