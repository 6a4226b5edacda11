"""Which page of a long list."""

from __future__ import annotations

from flask import request

from peerportal.web.forms import PortalForm, TextLine


class PageForm(PortalForm):
    """The number of a page in the address; nonsense is the first page."""

    page = TextLine("", limit=6)

    @classmethod
    def from_args(cls) -> PageForm:
        """The form with what stands in the address."""
        return cls(request.args)

    @property
    def number(self) -> int:
        """The page, counted from 1."""
        text = self.page.data or ""
        return max(1, int(text)) if self.validate() and text.isascii() and text.isdigit() else 1
