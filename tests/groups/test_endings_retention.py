"""Retention: 90 days after closing what was written is destroyed for good; dates and counts stay."""

import pytest

from peerportal.core import db, jobs, vault
from peerportal.core.rules import RuleBroken
from peerportal.groups import hooks, lists, pairing
from peerportal.groups.endings import in_touch, retention, thanks
from peerportal.groups.models import Group, Meeting, Membership
from peerportal.matching.models import PeerRequest
from peerportal.matching.requests import sending
from tests.browser import Browser
from tests.crawl import everywhere
from tests.groups.lasting import everything
from tests.groups.looked_after import look_after, pair_that_lived, sealed_of, wait  # noqa: F401 - a fixture
from tests.test_canary import everything_kept


def ninety_days():
    """Ninety days of a portal that looked after its closed groups: it warned in time, then destroyed."""
    wait(76)
    look_after()
    wait(14)
    look_after()


def wrapped_keys():
    return [bytes(wrapped) for (wrapped,) in vault.Space.select(vault.Space.wrapped_key).tuples()]


def test_after_ninety_days_nothing_of_it_is_left(lived, priya, omar, settings):
    sealed, keys = sealed_of(lived), wrapped_keys()
    assert len(sealed) > 15 and len(keys) == 3, "the group's key and one for each notebook"
    for days in (76, 13):
        wait(days)
        look_after()
        assert sealed_of(lived) == sealed
    wait(1)
    look_after()
    assert not sealed_of(lived) and not wrapped_keys()
    assert not vault.SpaceReader.select().exists()
    kept = everything_kept(settings)
    for value in [*sealed, *keys]:
        assert value not in kept and value.hex().encode() not in kept


def test_dates_and_counts_stay(browser_of, lived, priya, carmen):
    ninety_days()
    group = Group.get_by_id(lived.id)
    assert group.retired_at and group.closed_by_id is None
    assert Meeting.held_of(group).count() == 1
    row = [
        cell.get_text() for cell in browser_of(carmen).get("/admin/groups").select("tbody tr")[0].select("td")
    ]
    assert row[0] == "Closed" and row[2] == "1"
    assert not Membership.select().where(Membership.answer.is_null(False)).exists()


def test_it_is_gone_from_every_list_and_every_address_is_a_404(app, browser_of, lived, priya, at):
    ninety_days()
    browser = browser_of(priya)
    assert at(lived) not in str(browser.get("/groups").main)
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("groups.") and list(rule.arguments) == ["ref"]:
            for method in sorted(rule.methods & {"GET", "POST"}):
                path = rule.rule.replace("<ref:ref>", lived.ref)
                assert browser.open(method, path).status_code == 404, path


def test_no_page_of_theirs_breaks_afterwards(app, lived, priya, omar, carmen):
    ninety_days()
    asked = PeerRequest.get()
    for person in (priya, omar, carmen):
        pages = dict(everywhere(app, Browser(app, person), ("/", "/requests", "/groups"), refused=True))
        assert len(pages) > 10
    page = Browser(app, omar).get(f"/requests/{asked.ref}")
    assert "has been destroyed" in page.get_text()
    assert (
        "A request between you and" in Browser(app, omar).get(f"/concerns/new/request/{asked.ref}").get_text()
    )


def test_an_open_group_is_never_touched(pair, priya, omar, still):
    everything(pair, priya, omar)
    before = sealed_of(pair)
    wait(400)
    look_after()
    assert sealed_of(pair) == before


def test_another_groups_words_stay(programme, lived, priya, lin):
    asked = sending.send(lin, priya, "Another note")
    wait(9)
    sealed = bytes(PeerRequest.get_by_id(asked.id).note)
    ninety_days()
    assert [bytes(value) for value in sealed_of(lived)] == [sealed]


def test_old_endings_go_in_small_steps(programme, make_person, priya, still, monkeypatch):
    monkeypatch.setattr(retention, "AT_A_TIME", 2)
    for number in range(5):
        other = make_person(f"Peer {number}")
        with db.transaction():
            space = vault.new_space("group", [priya.id, other.id])
            people = [priya, other]
            pairing.open_active(programme_id=programme.id, people=people, space_id=space).close()
    wait(1000)
    warned, left = [], []
    for counts, stamp in ((warned, Group.warned_at), (left, Group.retired_at)):
        for _ in range(3):
            look_after()
            counts.append(Group.select().where(stamp.is_null()).count())
        wait(13)
    assert warned == left == [3, 1, 0]
    assert jobs.Job.select().where(jobs.Job.kind == "retire_groups").count() == 4


def test_whoever_comes_too_late_is_told(lived, omar):
    ninety_days()
    for verb in (lambda: thanks.leave(lived, omar, "Late"), lambda: in_touch.keep(lived, omar)):
        with pytest.raises(RuleBroken):
            verb()


def test_a_destroyed_space_opens_for_nobody(priya):
    space = vault.new_space("group", [priya.id])
    vault.open_space(space, reader=priya.id)
    with db.transaction():
        vault.destroy(space)
    with pytest.raises(vault.NotAReader):
        vault.open_space(space, reader=priya.id)


@pytest.fixture
def somebody_who_fails():
    """A higher room that fails when a group is retired."""

    def fails(group):
        raise RuntimeError

    hooks.on_retire.register(fails)
    yield
    hooks.on_retire.listeners.remove(fails)


def test_a_transaction_that_fails_destroys_nothing(lived, somebody_who_fails):
    before = sealed_of(lived)
    wait(76)
    look_after()
    wait(14)
    with pytest.raises(RuntimeError):
        retention.retire_due()
    assert sealed_of(lived) == before
    assert len(wrapped_keys()) == 3


def test_the_number_of_days_is_the_operators(lived, still):
    retention.use(30)
    try:
        wait(16)
        look_after()
        wait(15)
        look_after()
        assert Group.get_by_id(lived.id).retired_at
    finally:
        retention.use(90)


def test_the_lists_of_a_member_cost_the_same_with_retired_groups(lived, priya, count_queries):
    with count_queries() as before:
        lists.my_groups(priya)
    ninety_days()
    with count_queries() as after:
        lists.my_groups(priya)
    assert after.count <= before.count
