"""Markdown of notes: what people mean by it is shown, and nothing that they paste can do more than be read."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from peerportal.core.markdown import LONGEST, TAGS, to_html

DATA = Path(__file__).parents[1] / "data"
WRITTEN = [
    ("**bold** *slanted* ~~gone~~", "<p><strong>bold</strong> <em>slanted</em> <s>gone</s></p>"),
    ("one\ntwo", "<p>one<br>\ntwo</p>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    ("`x < y`", "<p><code>x &lt; y</code></p>"),
    ("# no heading", "<p># no heading</p>"),
    ("a\n---", "<p>a<br>\n---</p>"),
]
REFUSED_ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "//evil.example", "/groups", "evil.example", "\\\\evil.example", "java\nscript:x", "&#106;avascript:x",
]  # fmt: skip
SLOW = ["[", "*", "> ", "a**", "`", "![[", "[a](", "<", "~~a", "[]", "_a", "1) ", "https://", "[a]: <"]


def naughty():
    nasties = json.loads((DATA / "portal-nasties.json").read_text(encoding="utf-8"))
    cases = [case for cases in nasties.values() if isinstance(cases, list) for case in cases]
    own = [case.get("v") if isinstance(case, dict) else case for case in cases]
    found = [*json.loads((DATA / "blns.json").read_text(encoding="utf-8")), *own]
    return [text for text in found if isinstance(text, str)]


def assert_harmless(html):
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert tag.name in TAGS
        if tag.name == "a":
            assert set(tag.attrs) <= {"href", "rel"}
            assert tag.get("href", "https://").lower().startswith(("http://", "https://", "mailto:"))
            assert {"nofollow", "noopener", "noreferrer"} <= set(tag["rel"])
        else:
            assert not tag.attrs


@pytest.mark.parametrize(("typed", "shown"), WRITTEN)
def test_what_is_meant_is_shown(typed, shown):
    assert to_html(typed).strip() == shown


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@b.example"]
)
def test_links_lead_to_the_web_and_to_mail(address):
    link = BeautifulSoup(to_html(f"[there]({address})"), "html.parser").a
    assert (link["href"], link.get_text()) == (address, "there")


@pytest.mark.parametrize("address", REFUSED_ADDRESSES)
def test_links_lead_nowhere_else(address):
    for text in (f"[there]({address})", f"<{address}>", f"[there][1]\n\n[1]: {address}"):
        assert "href" not in to_html(text)


def test_a_pasted_address_is_a_link_without_the_full_stop_after_it():
    shown = BeautifulSoup(to_html("See (https://example.org/a_b_c)."), "html.parser")
    assert shown.a["href"] == "https://example.org/a_b_c"
    assert shown.get_text().strip() == "See (https://example.org/a_b_c)."
    assert "<a" not in to_html("`https://example.org`")


def test_there_are_twelve_elements_and_neither_pictures_nor_tables():
    assert len(TAGS) == 12
    assert "<img" not in to_html("![x](https://example.org/x.png) <img src=x>")
    assert "<table" not in to_html("|a|b|\n|-|-|\n|1|2|")


def test_nothing_naughty_does_anything():
    for text in naughty():
        for written in (text, f"**{text}**", f"[{text}]({text})", f"> {text}\n\n- {text}", f"`{text}`"):
            assert_harmless(to_html(written))


@pytest.mark.parametrize("text", SLOW)
def test_a_megabyte_is_cut_to_what_a_note_holds(text):
    html = to_html(text * (1_000_000 // len(text)))
    assert_harmless(html)
    assert len(BeautifulSoup(html, "html.parser").get_text()) <= 2 * LONGEST


@pytest.mark.parametrize("text", ["مرحبا **يا** عمر", "👩‍👩‍👧 ~~👍~~", "a\x00b", ""])
def test_all_scripts_are_welcome(text):
    assert_harmless(to_html(text))
