"""Words in a script that runs from right to left are set by themselves, wherever a group reads or writes them."""

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups import holding
from peerportal.groups.commitments import making
from peerportal.groups.models import AgendaItem, Agreement, Meeting
from peerportal.groups.sitting import notes

ARABIC = "ما الذي تعلمته (1, 2)؟"


def of_itself(tag):
    """Whether an element finds its direction in its own words."""
    return tag.name == "bdi" or tag.get("dir") == "auto"


def alone(page):
    """Whether every piece of Arabic on the page, read or written, stands in an element of its own direction."""
    read = [text.parent for text in page.main.find_all(string=lambda text: "ما" in text)]
    shown = [tag for tag in read if "hush" not in tag.get("class", [])]
    return bool(shown) and all(any(map(of_itself, [tag, *tag.parents])) for tag in shown)


@pytest.fixture
def worded(pair, priya, omar):
    """A pair that wrote Arabic wherever it can be written, and met once."""
    Agreement.propose(pair, priya, {"who": ARABIC, "ground": ""}, 0)
    item = AgendaItem.add(pair, priya, ARABIC, new_ref())
    notes.save(pair, item, priya, ARABIC, 0)
    item.mark(pair, "discussed")
    holding.hold(pair, 1)
    making.make(pair, priya, ARABIC, clock.today(), new_ref())
    AgendaItem.add(pair, omar, ARABIC, new_ref())
    return Meeting.get(Meeting.group == pair, Meeting.number == 1)


def test_what_is_read_stands_in_its_own_direction(browser_of, pair, priya, worded, at):
    browser = browser_of(priya)
    for parts in ((), ("meeting",), ("meetings", worded.ref), ("commitments",), ("ribbon",)):
        assert alone(browser.get(at(pair, *parts))), parts
    assert alone(browser.get("/commitments"))


def test_what_is_written_finds_its_direction(browser_of, pair, priya, worded, at):
    browser, item = browser_of(priya), AgendaItem.get(AgendaItem.meeting == Meeting.next_of(pair))
    for parts, field in (
        ((), "#new-item"),
        (("items", item.ref, "edit"), "textarea"),
        (("items", item.ref, "note", "edit"), "textarea"),
        (("notebook",), "#notebook-words"),
        (("agreement", "edit"), "#who"),
    ):
        assert browser.get(at(pair, *parts)).main.select_one(field)["dir"] == "auto", parts
