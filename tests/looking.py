"""Looking at a page as people do: axe finds nothing, nothing scrolls sideways; with SHOTS=folder a picture is kept."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenherstellermeisterbetrieb"
LOOKS = [("light", 1280), ("dark", 360)]
TOO_WIDE = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def faults(page, name):
    """What is wrong with the page, dark on a phone and light on a desktop; it is left on the desktop."""
    found = []
    for scheme, width in reversed(LOOKS):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        found += [
            f"{name} {scheme} {width}: {one['id']} {one['nodes'][0]['html'][:200]}"
            for one in violations(page)
        ]
        if page.evaluate(TOO_WIDE) > 0:
            found.append(f"{name} {width}: scrolls sideways")
        if "SHOTS" in os.environ:
            page.screenshot(path=str(Path(os.environ["SHOTS"]) / f"{name}-{width}.png"), full_page=True)
    return found


def violations(page):
    """What axe finds by all of its rules. To read it in takes longer than to run it, so a page reads it in once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]


def look(page, name):
    """Fails when anything is wrong with the page."""
    found = faults(page, name)
    assert not found, "\n".join(found)
