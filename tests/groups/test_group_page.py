"""A group's page: who may see it, what a coordinator sees, what it costs, and how it is left."""

from datetime import timedelta

import pytest

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups import panels
from peerportal.groups.models import AgendaItem, Commitment, Group, Meeting, SlotOffer
from peerportal.people import hooks
from tests.groups.busy import SECRET, busy_pair  # noqa: F401 - a fixture


def addresses(app, group):
    """Every address below the group, with its own records."""
    held = Meeting.held_of(group).first()
    item = AgendaItem.select().where(AgendaItem.meeting == Meeting.next_of(group)).get()
    soon = clock.now() + timedelta(days=2)
    offer = SlotOffer.get_or_create(
        group=group, number=2, defaults={"starts_at": soon, "by": item.author_id}
    )[0]
    known = {"ref": group.ref, "item": item.ref, "meeting": held.ref, "offer": offer.ref}
    known["commitment"] = Commitment.get().ref
    known["invitation_ref"] = new_ref()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("groups.") and "ref" in rule.arguments:
            with app.test_request_context():
                path = rule.build({name: known.get(name) or new_ref() for name in rule.arguments})[1]
            yield from ((method, path) for method in sorted(rule.methods & {"GET", "POST"}))


def test_a_stranger_and_a_coordinator_find_nothing(app, browser_of, busy, lin, carmen):
    for person in (lin, carmen):
        browser = browser_of(person)
        for method, path in addresses(app, busy):
            for fragment in (False, True):
                answer = browser.open(method, path, fragment=fragment)
                assert answer.status_code == 404, f"{method} {path}"
                assert SECRET not in answer.get_data(as_text=True)


def test_a_members_item_is_not_reached_through_another_group(browser_of, programme, busy, priya, lin, at):
    from peerportal.groups import pairing

    with transaction():
        space = vault.new_space("group", [priya.id, lin.id])
        other = pairing.open_trying(programme_id=programme.id, people=[priya, lin], space_id=space, by=lin)
    item = AgendaItem.select().first()
    browser_of(priya).get(at(other, "items", item.ref, "edit"), status=404)
    browser_of(lin).get(at(other, "items", item.ref, "edit"), status=404)


def test_a_coordinator_sees_dates_and_counts_and_opens_nothing(browser_of, busy, carmen):
    vault.openings.clear()
    page = browser_of(carmen).get("/admin/groups")
    assert not vault.openings
    assert SECRET not in page.get_text()
    row = [cell.get_text() for cell in page.select("tbody tr")[0].select("th, td")]
    assert row[:2] == ["Priya Nair and Omar Haddad", "Active"]
    assert (row[3], row[6]) == ("1", "1")


def test_participants_do_not_see_the_coordinators_page(browser_of, priya):
    browser_of(priya).get("/admin/groups", status=403)


def test_lists_cost_the_same_for_three_and_thirty(
    browser_of, make_person, programme, priya, carmen, count_queries
):
    from peerportal.groups import pairing

    def befriend(number):
        other = make_person(f"Peer {number}")
        with transaction():
            space = vault.new_space("group", [priya.id, other.id])
            pairing.open_trying(programme_id=programme.id, people=[priya, other], space_id=space, by=priya)

    costs = []
    for upto in (range(3), range(3, 30)):
        for number in upto:
            befriend(number)
        for person, path in ((priya, "/groups"), (carmen, "/admin/groups")):
            browser = browser_of(person)
            with count_queries() as counted:
                browser.get(path)
            costs.append(counted.count)
    assert costs[:2] == costs[2:]
    assert max(costs) <= 8


def test_the_pages_costs_do_not_grow_with_the_agenda(browser_of, busy, priya, at, count_queries):
    costs = []
    for more in (1, 20):
        for _ in range(more):
            AgendaItem.add(busy, priya, "One more", new_ref())
        with count_queries() as counted:
            browser_of(priya).get(at(busy))
        costs.append(counted.count)
    # Who, what and whether: one for each noun on the page; two for signing in.
    assert costs[0] == costs[1] <= 10 + 2


def test_a_block_closes_the_pair_in_neutral_words(browser_of, busy, priya, omar, at):
    with transaction():
        hooks.on_block.fire(priya, omar)
    page = browser_of(omar).get(at(busy))
    assert "Closed on" in page.get_text()
    assert "block" not in page.main.get_text().lower()


def test_who_leaves_leaves_their_groups(busy, priya):
    with transaction():
        hooks.on_leave.fire(priya)
    assert Group.get_by_id(busy.id).is_closed


def test_either_closes_it_and_nobody_reads_who(browser_of, busy, priya, omar, at):
    browser = browser_of(priya)
    browser.follow(browser.submit(browser.get(at(busy, "close")), "main form"))
    texts = {browser_of(person).get(at(busy)).head.title.get_text() for person in (priya, omar)}
    assert len(texts) == 2
    assert "Priya closed" not in browser_of(omar).get(at(busy)).get_text()
    assert Group.get_by_id(busy.id).is_closed


def test_a_stale_plan_of_the_next_meeting_shows_both(browser_of, busy, priya, omar, at):
    mine, theirs = browser_of(priya), browser_of(omar)
    page = mine.get(at(busy, "next-meeting"))
    theirs.submit(theirs.get(at(busy, "next-meeting")), "#next form", place="Omar's room", minutes="30")
    page = mine.submit(page, "#next form", place="Priya's room", status=409)
    assert "Omar's room" in page.get_text()
    assert page.select_one("#place")["value"] == "Priya's room"
    page = mine.follow(mine.submit(page, "#next form"))
    assert "Priya's room" in page.select_one("#next").get_text()


@pytest.mark.parametrize("minutes", ["", "0", "1000000000000000000000", "3_0", "٣٠"])
def test_nonsense_for_minutes_is_asked_for_again(browser_of, busy, priya, at, minutes):
    browser = browser_of(priya)
    page = browser.get(at(busy, "next-meeting"))
    answer = browser.submit(page, "#next form", minutes=minutes, status=(303, 422))
    if answer.response.status_code == 303:
        assert 5 <= Meeting.next_of(busy).minutes <= 480


def test_a_higher_room_shows_a_panel(browser_of, busy, priya, at, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", [])
    panels.register("page", "groups/_ways_out.html", lambda group, reader: {"group": group})
    panels.register("side", "groups/_when.html", lambda group, reader: None)
    before = len(browser_of(priya).get(at(busy)).select("a[href$='/close']"))
    assert before == 2, "the panel's link and the page's own"


def test_what_the_other_wrote_can_be_reported_where_it_stands(pair, priya, omar, browser_of):
    item = AgendaItem.add(pair, omar, "What Omar wrote", new_ref())
    links = {kind: f"a[href*='/concerns/new/{kind}/']" for kind in ("agenda_item", "agreement", "group")}
    page, own = browser_of(priya).get(f"/groups/{pair.ref}"), browser_of(omar).get(f"/groups/{pair.ref}")
    assert page.select_one(f"#item-{item.ref} {links['agenda_item']}")
    assert not own.select(links["agenda_item"])
    assert page.select_one(links["group"])
