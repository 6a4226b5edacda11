"""Every address of a pair and of a circle, from the route map, and all that lies in them: closed to whoever is not in.

tests/test_doors.py tries each route as its declaration says; here people stand before one group with everything in it,
among them somebody who was a member once.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups import holding
from peerportal.groups.circles import inviting, membership
from peerportal.groups.commitments import making
from peerportal.groups.goals import check_ins, offers, steps
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.meetings import booking
from peerportal.groups.meetings import offers as times
from peerportal.groups.models import AgendaItem, Agreement, Group, Meeting, Membership, SlotOffer
from peerportal.people import blocks
from tests.cast import make_person, make_programme
from tests.groups.conftest import both_say_yes, let_in, open_trying, start_circle
from tests.groups.goals_made import make_goal
from tests.rows import fingerprint, tried_only

OF_A_GROUP = ("/groups/<ref:ref>", "/circles/<ref:circle_ref>/invite")
KINDS = ("pair", "circle")
NAMES = ("Priya Nair", "Omar Haddad", "Lin Zhao", "Ben Okafor", "Boris Ivanov", "Carmen Ortiz")
OUTSIDE = ("stranger", "former member", "blocked", "coordinator")


@dataclass
class Stage:
    """A pair and a circle of Priya and Omar, and who stands before them."""

    groups: dict
    outsiders: dict
    members: tuple
    lain_out: (
        dict  # {kind: what fills the addresses of that group}: something of everything lies in each of them
    )


@pytest.fixture
def stage(still, once):
    return once(set_the_stage)


def set_the_stage():
    programme = make_programme()
    priya, omar, lin, ben, boris, carmen = (
        make_person(name, programme=programme, is_coordinator=name.startswith("Carmen")) for name in NAMES
    )
    groups = groups_of(programme, priya, omar, ben)
    blocks.block(priya, boris)
    for group in groups.values():
        booking.book(group, priya, 1, clock.now() + timedelta(days=2))
    clock.move(timedelta(days=3))
    return Stage(
        groups,
        dict(zip(OUTSIDE, (lin, ben, boris, carmen), strict=True)),
        (priya, omar),
        {kind: filled(group, priya, omar, lin) for kind, group in groups.items()},
    )


def groups_of(programme, priya, omar, ben):
    """Ben was in both once."""
    circle = start_circle(priya, format="flash")
    for person in (omar, ben):
        let_in(circle, person)
    membership.leave(circle, ben)
    pair = both_say_yes(open_trying(programme, priya, omar), priya, omar)
    was_here(pair, ben)
    Group.update(first_chat_at=clock.now()).where(Group.id == pair.id).execute()
    return {"pair": pair, "circle": Group.get_by_id(circle.id)}


def was_here(pair, person):
    """Nobody leaves a pair without ending it; were there somebody who did, they would be no member either."""
    with transaction():
        vault.admit(pair.space_id, person.id)
        vault.dismiss(pair.space_id, person.id)
        Membership.create(group=pair, person=person, left_at=clock.now())


def filled(group, one, other, invited):
    holding.hold(group, 1)
    goal = make_goal(group, one, shared=True)
    times.offer(group, one, 2, [clock.now() + timedelta(days=9)])
    made = {
        "item": AgendaItem.add(group, one, "A point", new_ref()),
        "meeting": Meeting.get(Meeting.group == group, Meeting.number == 1),
        "commitment": making.make(group, one, "Ask Ana", None, new_ref()),
        "goal": goal,
        "step": steps.add(goal, one, "A step", new_ref()),
        "check_in": check_ins.check_in(goal, one, clock.today(), CheckedIn("3", "A line"), new_ref()),
        "offer of a goal": offers.offer(goal, other, Wording(specific="Clearer"), 1, new_ref()),
        "offer": SlotOffer.get(SlotOffer.group == group),
    }
    Agreement.propose(group, one, {"who": "All of us"}, 0)
    if group.is_circle:
        with transaction():
            made["invitation_ref"] = inviting.make(group.held(), one, invited)
    refs = {name: row.ref for name, row in made.items()}
    return {
        "ref": group.ref,
        "circle_ref": group.ref,
        "person_ref": invited.ref,
        "invitation_ref": "a" * 26,
    } | refs


def addresses(app, values):
    """(route, method, address) of every address of a group."""
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(OF_A_GROUP):
            continue
        here = values | ({"offer": values["offer of a goal"]} if "goal" in rule.arguments else {})
        with app.test_request_context():
            path = rule.build({name: here[name] for name in rule.arguments})[1]
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.rule, method, path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_finds_anything(app, browser_of, stage, kind, who):
    browser = browser_of(stage.outsiders[who])
    tag = {"HX-PTag": str(Group.get_by_id(stage.groups[kind].id).moved)}
    before = fingerprint(but=("sign_in",))
    tried = 0
    for _, method, path in addresses(app, stage.lain_out[kind]):
        tried += 1
        page = browser.open(method, path)
        part = browser.open(method, path, fragment=True, headers=tag)
        assert (page.status_code, part.status_code) == (404, 404), (method, path)
    assert tried > 100
    assert fingerprint(but=("sign_in",)) == before


def test_each_of_these_addresses_is_there_for_a_member(app, browser_of, stage):
    """So that what nobody outside finds is something."""
    everywhere, found = set(), set()
    for person in stage.members:
        browser = browser_of(person)
        for kind in KINDS:
            for rule, method, path in addresses(app, stage.lain_out[kind]):
                everywhere.add((method, rule))
                if (method, rule) in found:
                    continue
                with tried_only():
                    if browser.open(method, path).status_code != 404:
                        found.add((method, rule))
    assert everywhere - found == set()
