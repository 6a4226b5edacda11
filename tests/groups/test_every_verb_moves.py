"""Whatever a member does, all open pages learn of it: a verb that forgets to touch is found by its form.

Every form that the pages of a group hold is sent, by each member in turn. After each, the page that would be shown
(kept as long as nothing says that it changed) is compared with one made anew, for each member.
"""

import re
from typing import NamedTuple

import pytest

from peerportal.groups.models import Group
from peerportal.web.keeping import shelf
from tests.browser import Browser, filled
from tests.crawl import endpoint_of
from tests.world import World

TYPED = "textarea[name], input[name]:not([type]), input[type=text][name]"
_OWN = re.compile(r'(name="(?:csrf_token|form_key)"[^>]*?value="|X-CSRFToken": ")[^"]*')
LAST = "groups.close"
MOST_ROUNDS = 6
SEEN = (200, 302, 404, 409)


class Deed(NamedTuple):
    """A form as it is sent: its endpoint and choice, the page that held it, where it goes and with what."""

    kind: tuple
    page: str
    address: str
    data: dict


class Member:
    """Somebody who looks at the page of one group and sends its forms."""

    def __init__(self, app, group, person):
        self.app, self.top = app, f"/groups/{group.ref}"
        self.browser = Browser(app, person)

    def shown(self):
        return _OWN.sub(r"\1", self.browser.open("GET", self.top).get_data(as_text=True))

    def deeds(self):
        """{(endpoint, choice): Deed} for every form that the pages of the group hold."""
        found = {}
        for deed in self._held_by(self._pages()):
            found.setdefault(deed.kind, deed)
        return found

    def anew(self, deed):
        """The deed as its page offers it by now, or another page if that one no longer does; else as it was."""
        there = [found for found in self._held_by([self._get(deed.page)]) if found.kind == deed.kind]
        return there[0] if there else self.deeds().get(deed.kind, deed)

    def _held_by(self, pages):
        for page in pages:
            for form in page.find_all("form", method="post"):
                for address, data in self._ways(form):
                    if address.startswith(self.top):
                        kind = endpoint_of(self.app, address, "POST"), str(data.get("choice", ""))
                        yield Deed(kind, page.address, address, data)

    def _pages(self):
        """The group's page and those of its own that it leads to, a link and a link of that away."""
        seen, waiting = set(), [self.top]
        for _ in range(3):
            pages = [self._get(address) for address in waiting]
            yield from pages
            seen.update(waiting)
            links = {tag["href"].partition("#")[0] for page in pages for tag in page.find_all("a", href=True)}
            waiting = sorted(link for link in links if link.startswith(f"{self.top}/") and link not in seen)

    def _get(self, address):
        # Whether pages are sound is what tests/test_pages.py is about.
        page = self.browser.get(address, status=SEEN, reviewed=False)
        page.address = address
        return page

    def _ways(self, form):
        """A form as each of its buttons sends it."""
        typed = {
            field["name"]: f"Written by {self.browser.person.first_name}" for field in form.select(TYPED)
        }
        untouched = filled(form) | typed
        for button in form.find_all("button") or [None]:
            data = dict(untouched)
            address = form["action"]
            if button is not None:
                address = button.get("formaction", address)
                data |= {button["name"]: button.get("value", "")} if button.get("name") else {}
            yield address, data


def agree(members, after):
    """What each member is shown is what would be made for them now."""
    for member in members:
        member.shown()  # what is said this once has been said
    kept = [member.shown() for member in members]
    shelf.clear()
    for member, shown in zip(members, kept, strict=True):  # kept again for the next deed
        assert shown == member.shown(), f"{member.browser.person.name} did not see what {after} changed"


def do_everything(app, group, people):
    """Send every form once by each; returns the endpoints that answered with a change."""
    members, done = [Member(app, group, person) for person in people], set()
    agree(members, "nothing")
    for _ in range(MOST_ROUNDS):
        before = len(done)
        for member in members:
            todo = member.deeds()
            for kind in sorted(todo.keys() - {(LAST, "")}):
                if (member, kind) in done:
                    continue
                done.add((member, kind))
                # Made anew, since what was done meanwhile may have changed it or taken it away.
                deed = member.anew(todo[kind])
                answer = member.browser.open("POST", deed.address, deed.data)
                assert answer.status_code in (200, 303, 404, 409, 422), (deed.address, answer.status_code)
                agree(members, kind)
        if len(done) == before:
            break
    members[0].browser.post(f"{members[0].top}/close")
    agree(members, LAST)
    return {endpoint for _, (endpoint, _) in done}


@pytest.fixture
def world(once):
    shelf.clear()
    yield once(World)
    shelf.clear()


@pytest.mark.long
def test_whatever_is_done_in_a_pair_is_seen_by_both(app, world):
    tried = do_everything(app, world.pair, [world.priya, world.omar])
    assert {"groups.add_item", "groups.save_item", "groups.propose_agreement", "groups.hold_meeting"} <= tried
    assert Group.get_by_id(world.pair.id).is_closed


def test_whatever_is_done_before_a_first_chat_is_seen_by_both(app, world):
    tried = do_everything(app, world.trying, [world.priya, world.uma])
    assert {"groups.say_yes", "groups.plan_first_chat"} <= tried


def test_a_verb_that_forgets_to_touch_is_found(app, world, monkeypatch):
    """The control: the same walk, with verbs that tell nobody."""
    monkeypatch.setattr(Group, "touch", lambda group: None)
    with pytest.raises(AssertionError, match="did not see"):
        do_everything(app, world.pair, [world.priya, world.omar])
