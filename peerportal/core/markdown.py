"""Markdown as people write it in notes, turned into the little HTML that a page may show; the one place that does.

Two libraries stand one behind the other: the first makes HTML of Markdown and lets none through that was typed, the
second lets twelve elements pass and no address but web and mail. Pictures are left out, since one on another host would
tell that host who reads; tables too, since a few thousand characters of one take seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

LONGEST = 10_000
TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "a", "code", "pre", "blockquote"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
SCHEMES_OF_LINKS = ("http://", "https://", "mailto:")
# Punctuation that ends a sentence does not belong to the address before it.
ADDRESS = re.compile(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]])")
REL = "nofollow noopener noreferrer"
# Headings and rulers would fight with those of the page; their marks stay as they were typed.
NOT_READ = ["image", "html_block", "html_inline", "table", "heading", "lheading", "hr"]


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Only whole addresses: a shorter one would lead into the portal, or to any host after two slashes."""
        return url.lower().startswith(SCHEMES_OF_LINKS)


def _link_addresses(state: StateCore) -> None:
    """Make links of bare web addresses, which people paste as they are."""
    for block in state.tokens:
        if block.type == "inline" and "://" in block.content:
            block.children = list(_linked(block.children or []))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type != "text" or inside:
            yield token
            continue
        for part in ADDRESS.split(token.content):
            yield from _link_to(part) if ADDRESS.fullmatch(part) else [Token("text", "", 0, content=part)]


def _link_to(address: str) -> list[Token]:
    return [
        Token("link_open", "a", 1, attrs={"href": address}),
        Token("text", "", 0, content=address),
        Token("link_close", "a", -1),
    ]


_reader = _Reader("commonmark", {"html": False, "breaks": True})
_reader.enable("strikethrough").disable(NOT_READ, ignoreInvalid=True)
_reader.core.ruler.push("bare addresses", _link_addresses)


def to_html(text: str) -> Markup:
    """The note as HTML that is safe to show; what is longer than a note may be is cut off."""
    whole = text[:LONGEST].encode("utf-8", "replace").decode()  # half a character is none
    cleaned = nh3.clean(
        _reader.render(whole),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=REL,
    )
    return Markup(cleaned)  # noqa: S704 - cleaned in the line above
