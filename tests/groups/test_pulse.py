"""The pulse and the mark: what a poll asks of the database, and whether that agrees with gate and access."""

from datetime import timedelta

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups import mark, pulse
from peerportal.groups.models import AgendaItem, Group, Membership
from peerportal.groups.opened import open_group
from peerportal.people.models import SignIn
from peerportal.programmes.models import Programme
from tests.groups.busy import busy_pair  # noqa: F401 - a fixture


def test_an_unchanged_poll_is_a_304_and_a_changed_one_brings_the_page(browser_of, busy, priya, omar, at):
    browser = browser_of(priya)
    first = browser.get(at(busy, "poll"), fragment=True)
    tag = {"HX-PTag": first.response.headers["HX-PTag"]}
    assert first.select_one("#group")["hx-ptag"] == tag["HX-PTag"]
    assert browser.open("GET", at(busy, "poll"), fragment=True, headers=tag).status_code == 304
    AgendaItem.add(busy, omar, "News", new_ref())
    page = browser.get(at(busy, "poll"), fragment=True, headers=tag)
    assert "News" in page.get_text()


def test_the_pulse_agrees_with_gate_and_access(browser_of, busy, priya, lin, still):
    def through_the_orm(person):
        mine = Group.of(person).where(Group.ref == busy.ref).first()
        if not mine or not person.takes_part:
            return None
        member = Membership.get(Membership.group == mine, Membership.person == person)
        return mine.moved + member.moved

    with transaction():
        Membership.touch(busy, priya)
    for person in (priya, lin):
        browser = browser_of(person)
        assert pulse.moved(browser.token, busy.ref) == through_the_orm(person)
    browser = browser_of(priya)
    assert pulse.moved("no such token", busy.ref) is None
    assert pulse.moved(browser.token, new_ref()) is None
    priya.state = "suspended"
    priya.save(only=["state"])
    assert pulse.moved(browser.token, busy.ref) is None
    priya.state = "active"
    priya.save(only=["state"])
    Group.update(retired_at=clock.now()).execute()
    assert pulse.moved(browser.token, busy.ref) is None
    Group.update(retired_at=None).execute()
    assert pulse.moved(browser.token, busy.ref)
    Membership.update(left_at=clock.now()).where(Membership.person == priya).execute()
    assert pulse.moved(browser.token, busy.ref) is None


def test_the_mark_agrees_with_the_orm(busy, priya, omar, lin):
    found = mark.marked(busy.ref, priya)
    group = found.group()
    assert group.__data__ == Group.of(priya).where(Group.ref == busy.ref).get().__data__
    assert [member[1:9] for member in found.members] == group.present
    of_group = Group.get_by_id(busy.id)
    assert open_group(group, priya).members == open_group(of_group, priya).members
    assert [member[9:] for member in found.members] == [
        (priya.email, "active", None),
        (omar.email, "active", None),
    ]
    assert (found.moved, found.mine) == (group.moved, 1)  # her answer after the first chat
    assert found.ground_rules == Programme.get().ground_rules
    assert found.title(omar) == ["Omar", "Priya"]
    assert mark.marked(busy.ref, lin) is None


def test_a_group_is_never_older_than_its_mark(busy, priya):
    found = mark.marked(busy.ref, priya)
    with transaction():
        busy.touch()
    assert found.group().moved == found.moved + 1
    assert mark.Mark(0, 0, "", "", (), (), group_id=0).group() is None


def test_the_pulse_does_not_keep_a_sign_in_alive(browser_of, busy, priya, still):
    browser = browser_of(priya)
    clock.move(timedelta(hours=2))
    assert pulse.moved(browser.token, busy.ref) is None
    SignIn.delete().execute()
    assert pulse.moved(browser.token, busy.ref) is None
