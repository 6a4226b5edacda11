"""Rows read by a statement written by hand are the rows that peewee reads."""

import pytest

from peerportal.core.db import database
from peerportal.core.fixed import Whole
from peerportal.tables import TABLES
from tests.world import World


@pytest.fixture
def world(app):
    return World()


def by_hand(model):
    whole = Whole(model, "t")
    asked = f'SELECT {whole.columns} FROM "{model._meta.table_name}" t'  # noqa: S608  # our own names
    return [whole.row(row) for row in database.execute_sql(asked).fetchall()]


def plain(rows):
    return sorted((row.__data__ for row in rows), key=repr)


def test_every_tables_rows_are_those_of_the_orm(world):
    found = {model: by_hand(model) for model in TABLES}
    for model, rows in found.items():
        assert plain(rows) == plain(model.select())
    assert sum(map(bool, found.values())) > len(TABLES) / 2


def test_a_row_can_be_changed_as_any_other(world):
    row = next(row for row in by_hand(type(world.priya)) if row.id == world.priya.id)
    assert row == world.priya and not row.dirty_fields
    row.title = "Engineer"
    row.save(only=["title"])
    assert type(row).get_by_id(row.id).title == "Engineer"
