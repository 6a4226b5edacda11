"""The live part of a page as somebody sees it: kept, or made anew when anything it depends on has changed.

What it depends on is its mark: while the mark is equal, the part is what it was, up to the first moment named in its
facts. Whoever asks for it has asked the database before whether this person may read it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from flask import render_template, session

from peerportal.core import clock
from peerportal.core.db import database
from peerportal.core.ids import new_ref
from peerportal.web.keeping import Cut, Kept, Key, Part, shelf
from peerportal.web.templates import token
from peerportal.web.validity import valid_until

_FORM_KEY = re.compile(r'<input\b[^>]*\bname="form_key"[^>]*>')
_VALUE = re.compile(r'\bvalue="([a-z2-7]{26})"')
# Stand in a kept frame where each answer has its own; nobody can guess them and so nobody can write them.
_TOKEN, _PART = secrets.token_hex(16), secrets.token_hex(16)
_FRAMES = 1000


def kept(key: Key, mark: Hashable) -> Part | None:
    """The live part made from this very state, with the keys of this answer in it; None when it must be made."""
    # Whoever looks from inside a transaction may see what will never have been.
    if database.in_transaction():
        return None
    page = shelf.find(key, mark)
    return None if page is None else _filled(page)


def made(key: Key, mark: Hashable, template: str, facts: dict[str, Any], *, keep: bool) -> Part:
    """The live part rendered, and kept for the next time unless it is for this answer alone."""
    until = valid_until(facts, clock.now())
    text = render_template(template, **facts)
    if keep and not database.in_transaction():
        shelf.keep(key, Kept(mark, until, text, token(), _form_keys(text)))
    return Part(text.encode())


def _form_keys(text: str) -> tuple[str, ...]:
    """The keys made with the forms. A key used twice would be taken for a form sent twice, so no answer shares one."""
    inputs = _FORM_KEY.findall(text)
    return tuple(dict.fromkeys(key for found in inputs for key in _VALUE.findall(found)))


def _filled(page: Kept) -> Part:
    own = {key: new_ref().encode() for key in page.keys}
    return page.cut.filled(own | {page.token: token().encode()})


def framed(template: str, part: Part, reader: Hashable, **facts: Hashable) -> str | Part:
    """The whole page around its live part; the frame is kept too, unless it has something to say this once.

    It depends on the template, on the `reader`'s row and on `facts` alone.
    """
    if "_flashes" in session:
        return render_template(template, live=part, **facts)
    frame = _frame(template, reader, tuple(facts.items()))
    return frame.filled({_TOKEN: token().encode(), _PART: part})


@lru_cache(maxsize=_FRAMES)
def _frame(template: str, reader: Hashable, facts: tuple[tuple[str, Hashable], ...]) -> Cut:
    text = render_template(template, live=_PART, **dict(facts))
    return Cut(text.replace(token(), _TOKEN), (_TOKEN, _PART))
