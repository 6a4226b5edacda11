"""What the pages load is what we looked at: libraries by checksum, icons by name, scripts without code from text."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"
SUMS = dict(reversed(line.split()) for line in (VENDOR / "vendor.sha256").read_text().splitlines())
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_every_library_has_its_checksum():
    assert {path.name for path in VENDOR.glob("*.js")} == set(SUMS)


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_library_is_the_one_we_chose(name):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == SUMS[name]


def test_every_icon_that_is_drawn_is_in_the_sprite():
    there = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        named = re.findall(r"""\bicon(?:\(|=)["']([a-z0-9-]+)["']""", text)
        assert set(named) <= there, f"{path.relative_to(ROOT)} draws {set(named) - there}"


def test_our_script_makes_no_code_and_no_markup_from_text():
    script = (STATIC / "js" / "portal.js").read_text()
    for word in ("eval(", "new Function", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"):
        assert word not in script


def test_the_sprite_keeps_its_notice():
    assert "ISC License" in (STATIC / "icons.svg").read_text()
    assert "Permission to use, copy, modify" in (STATIC / "icons.LICENSE.txt").read_text()
