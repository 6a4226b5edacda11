"""The migrations build exactly what the models say, on both databases."""

import pytest
from peewee import DatabaseError, PostgresqlDatabase

from peerportal.core import db, log
from peerportal.core.log import LogEntry
from peerportal.core.migrate import migrate
from peerportal.tables import TABLES
from tests.schema import describe


@pytest.fixture
def built_from_models(app, tmp_path):
    """What the tables look like when the models make them, in a place of their own."""
    if isinstance(db.database.obj, PostgresqlDatabase):
        database = db.database
        database.execute_sql("CREATE SCHEMA from_models")
        database.execute_sql("SET search_path TO from_models")
        try:
            database.create_tables(TABLES, safe=False)
            yield describe(database.obj)
        finally:
            database.execute_sql("SET search_path TO public")
            database.execute_sql("DROP SCHEMA from_models CASCADE")
        return
    other = type(db.database.obj)(str(tmp_path / "models.db"))
    with other.bind_ctx(TABLES):
        other.create_tables(TABLES, safe=False)
        yield describe(other)
    other.close()


def without_triggers(tables):
    """The tables alone, and index definitions without the schema they live in."""
    return {
        table: {
            line.replace("from_models.", "").replace("public.", "").replace("IF NOT EXISTS ", "")
            for line in lines
            if not line.startswith("trigger")
        }
        for table, lines in tables.items()
    }


def test_the_migrations_build_exactly_the_tables(app, built_from_models):
    if db.is_postgres():
        db.database.execute_sql("SET search_path TO public")
    migrated, modelled = without_triggers(describe(db.database.obj)), without_triggers(built_from_models)
    assert migrated.keys() == modelled.keys()
    for table in migrated:
        assert migrated[table] == modelled[table], table


def test_every_model_is_in_the_list_of_tables():
    def below(model):
        for child in model.__subclasses__():
            yield from below(child)
            yield child

    ours = {model for model in below(db.BaseModel) if model.__module__.startswith("peerportal.")}
    assert ours == set(TABLES)


def test_migrating_again_changes_nothing(app):
    before = describe(db.database.obj)
    db.database.close()
    assert migrate(db.database.obj) == []
    db.database.connect(reuse_if_open=True)
    assert describe(db.database.obj) == before


def test_the_change_log_has_its_head(app):
    assert db.database.execute_sql("SELECT id, seq FROM change_head").fetchall() == [(1, 0)]


@pytest.mark.parametrize("deed", ["UPDATE log_entry SET reason = ''", "DELETE FROM log_entry"])
def test_a_line_of_the_log_is_never_edited(app, carmen, deed):
    log.write(carmen.id, "suspended", "person", carmen.ref, "because")
    with pytest.raises(DatabaseError, match="never edited"), db.transaction():
        db.database.execute_sql(deed)
    assert [line.reason for line in LogEntry.select()] == ["because"]
