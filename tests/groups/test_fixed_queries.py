"""A query that is built once gives what the same query gives when it is built anew, whatever its values are."""

import re
from datetime import timedelta

import pytest
from peewee import Model

from peerportal.activities import starting
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivitySession
from peerportal.core import clock, fixed
from peerportal.core.ids import new_ref
from peerportal.groups.models import Commitment, Group, Meeting, SlotOffer
from tests.activities.conftest import Table
from tests.world import World

MOMENT = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture
def world(once):
    return once(with_activities)


def with_activities():
    """The pair has begun two activities, in one of which Priya made a goal of her wish."""
    world = World()
    pair = Group.get_by_id(world.pair.id)
    table = Table(pair, starting.start(pair, world.priya, KINDS["goals"], new_ref()))
    table.does(world.priya, "ready", wish="Lead a team")
    table.does(world.omar, "ready", wish="Open a workshop")
    table.goes_on(world.priya)
    table.does(world.priya, "draft")
    starting.start(pair, world.priya, KINDS["plan"], new_ref())
    return world


def values(world):
    """Values for the names that the queries leave open: of a pair, a circle and a group that is nobody's."""
    now = clock.now()
    for group, reader in (
        (world.pair, world.priya),
        (world.pair, world.lin),
        (world.circle, world.uma),
        (Group(id=0), world.omar),
    ):
        last = Meeting.held_of(group).first()
        with_goals = ActivitySession.of(group).where(ActivitySession.kind == "goals").first()
        played = with_goals or ActivitySession.of(group).first()
        for at in (now, now - timedelta(days=400), None):
            yield {
                "group": group,
                "group_id": group.id,
                "reader": reader,
                "reader_id": reader.id,
                "space_id": group.space_id or 0,
                "number": 2 if last else 1,
                "now": at or now,
                "today": (at or now).date(),
                "since": at,
                "here": Meeting.next_of(group),
                "meeting": last,
                "session": played.id if played else 0,
                "programme": world.programme.id,
                "kind": "show",
                "this": 1_000_000,
                "told": world.told.of.id,
                "ref": played.ref if played else "",
            }


def plain(row):
    """A row with all that hangs on it, to be compared."""
    if not isinstance(row, Model):
        return row
    hung = {name: plain(value) for name, value in vars(row).items() if name not in ("_dirty", "__rel__")}
    return hung | {name: plain(value) for name, value in row.__rel__.items()}


@pytest.mark.parametrize("query", fixed.ALL, ids=lambda query: query.query.__qualname__)
def test_a_fixed_query_gives_what_it_gives_when_it_is_built_anew(world, query):
    for given in values(world):
        asked = [given[name] for name in query.names]
        anew = [plain(row) for row in query.query(*asked)]
        assert [plain(row) for row in query.rows(*asked)] == anew


@pytest.mark.parametrize("query", fixed.ALL, ids=lambda query: query.query.__qualname__)
def test_no_moment_is_built_into_a_fixed_query(app, query):
    kept = [value for value in query.statement().values if not isinstance(value, fixed.Place)]
    assert not [value for value in kept if MOMENT.match(str(value))]


def test_the_values_tried_find_something(world):
    """Otherwise the comparison would say nothing."""
    found = {query.query.__qualname__: 0 for query in fixed.ALL}
    for given in values(world):
        for query in fixed.ALL:
            found[query.query.__qualname__] += len(query.rows(*[given[name] for name in query.names]))
    assert [name for name, rows in found.items() if not rows] == []


def test_rows_can_be_changed_as_any_others(world):
    assert SlotOffer.select().exists() and Commitment.select().exists()
    row = next(query for query in fixed.ALL if query.query.__qualname__ == "_everybody").rows(world.pair)[0]
    row.done_with = 7
    row.save(only=["done_with"])
    assert type(row).get_by_id(row._pk).done_with == 7
