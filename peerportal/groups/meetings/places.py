"""Where a meeting is: a room, a telephone number or the link of a call. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

WEB = ("http", "https")
NO_LINK = "Only links that begin with https:// or http:// can be kept here."
WHOLE_LINK = "Please give the whole link, beginning with https://."
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
# Schemes that are written without "//" and that a browser would follow.
_FOLLOWED = {
    "javascript",
    "data",
    "vbscript",
    "file",
    "blob",
    "about",
    "ftp",
    "view-source",
    "filesystem",
    "ws",
    "wss",
}
_HOST = re.compile(r"(www\.\S+|[^\s/:@]+\.[a-z]{2,}(:\d+)?/\S*)", re.IGNORECASE)


def is_link(place: str) -> bool:
    """Whether the whole of it is a link to the web, and so may be followed."""
    if any(char.isspace() for char in place):
        return False
    try:
        split = urlsplit(place)
        return split.scheme in WEB and bool(split.hostname) and (split.port is None or split.port > 0)
    except ValueError:
        return False


def in_words(place: str) -> list[tuple[str, bool]]:
    """The place word by word, each with whether it is a link that may be followed."""
    return [(word, is_link(word)) for word in place.split()]


def refusal(place: str, means: str) -> str:
    """Why this place cannot be kept, as a sentence; empty when it can."""
    first, _, rest = place.strip().partition(" ")
    if is_link(first):
        return ""
    found = _SCHEME.match(first)
    scheme = found.group(1).lower() if found else ""
    if scheme in WEB:
        return WHOLE_LINK
    if scheme in _FOLLOWED or "://" in first:
        return NO_LINK
    if means != "video" or rest:
        return ""
    if _HOST.fullmatch(first):
        return WHOLE_LINK
    return NO_LINK if scheme and len(first) > len(scheme) + 1 else ""
