"""A thirteenth activity: the example of docs/activities.md, laid into an empty folder, is played."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from peerportal.activities import kinds, texts
from peerportal.activities.models import ActivitySession

TOP = Path(__file__).parents[2]
DOCUMENT = TOP / "docs" / "activities.md"
_FILE = re.compile(r"^`([\w/]+\.(?:py|toml|html))`\n\n```\w+\n(.*?)^```$", re.M | re.S)
SECRET = "Zirkuszebra"


@pytest.fixture
def files(tmp_path):
    """The files that the document shows, in a folder of their own: {path: where it lies}."""
    written = {}
    for name, words in _FILE.findall(DOCUMENT.read_text(encoding="utf-8")):
        written[name] = tmp_path / name
        written[name].parent.mkdir(parents=True, exist_ok=True)
        written[name].write_text(words, encoding="utf-8")
    return written


@pytest.fixture
def thirteenth(app, files, tmp_path, monkeypatch):
    """The portal as it is when these files lie beside the others."""
    here = tmp_path / "peerportal" / "activities"
    shutil.copytree(texts.CONTENT, here / "content", dirs_exist_ok=True)
    before, searched = dict(kinds.KINDS), app.jinja_loader.searchpath
    monkeypatch.setattr(texts, "CONTENT", here / "content")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(here / "kinds")])
    searched.append(str(tmp_path / "templates"))
    kinds.KINDS.update(kinds.found(list(kinds.__path__), kinds.__name__))
    (key,) = kinds.KINDS.keys() - before.keys()
    yield kinds.KINDS[key]
    searched.pop()
    kinds.KINDS.clear()
    kinds.KINDS.update(before)
    del sys.modules[f"{kinds.__name__}.{key}"]


def test_it_is_one_file_of_steps_one_of_words_and_one_set_of_templates(files):
    kind = [name for name in files if name.endswith(".py")]
    words = [name for name in files if name.endswith(".toml")]
    templates = {Path(name).parent for name in files if name.endswith(".html")}
    assert (len(kind), len(words), len(templates)) == (1, 1, 1)
    assert not any((TOP / name).exists() for name in files)


def sent(browser, ref, selector, **typed):
    """A form of the session's page, sent; the page that comes then."""
    return browser.follow(browser.submit(browser.get(f"/activities/sessions/{ref}"), selector, **typed))


def test_it_is_found_on_the_shelf_and_printed(thirteenth, pair, priya, browser_of):
    browser = browser_of(priya)
    assert thirteenth.number == 13 and list(kinds.KINDS.values())[-1] is thirteenth
    assert "One good thing" in browser.get("/activities").get_text()
    page = browser.get(f"/activities/kinds/{thirteenth.key}")
    assert "What went well?" in page.select_one(".print-only").get_text()


def test_two_play_it_from_the_shelf_to_the_end(thirteenth, pair, priya, omar, lin, browser_of):
    mine, theirs = browser_of(priya), browser_of(omar)
    page = mine.get(f"/activities/kinds/{thirteenth.key}")
    mine.submit(page, "form[action$='/start']", group=pair.ref)
    ref = ActivitySession.get().ref
    assert "Still waiting for Omar" in sent(mine, ref, "#write-ready", thing=SECRET).get_text()
    assert SECRET not in theirs.get(f"/activities/sessions/{ref}").get_text()
    browser_of(lin).get(f"/activities/sessions/{ref}", status=404)
    answer = theirs.submit(theirs.get(f"/activities/sessions/{ref}"), "#write-ready", status=422, thing="")
    assert "Please write something" in answer.select_one("#write-thing-error").get_text()
    both = sent(theirs, ref, "#write-ready", thing="We shipped it").get_text()
    assert SECRET in both and "We shipped it" in both
    sent(mine, ref, "form[action$='/go-on']")
    sent(theirs, ref, "#talk-keep", line="Asking early helped.")
    page = sent(mine, ref, "form[action$='/go-on']")
    assert "finished on" in page.get_text() and "Asking early helped." in page.get_text()
    assert "One good thing" in mine.get(f"/groups/{pair.ref}/activities").get_text()
