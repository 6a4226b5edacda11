"""The core's tables: the vault, the change log, jobs, limits and the coordinators' log, as they were first made."""

from peewee import (
    BlobField,
    CharField,
    CompositeKey,
    DateTimeField,
    DoubleField,
    IntegerField,
    JSONField,
    Model,
    PostgresqlDatabase,
    TextField,
)


class Change(Model):
    seq = IntegerField()
    n = IntegerField()
    kind = CharField(max_length=20)
    person_id = IntegerField()
    a = IntegerField()
    b = IntegerField()

    class Meta:
        table_name = "change_log"
        legacy_table_names = False
        primary_key = CompositeKey("seq", "n")


class ChangeHead(Model):
    id = IntegerField(primary_key=True)
    seq = IntegerField()

    class Meta:
        table_name = "change_head"
        legacy_table_names = False


class Job(Model):
    kind = CharField(max_length=40)
    payload = JSONField()
    key = CharField(unique=True, null=True, max_length=120)
    due = DoubleField(index=True)
    attempts = IntegerField()
    lease_until = DoubleField()
    done = DoubleField(null=True)
    error = TextField(null=True)

    class Meta:
        table_name = "job"


class LogEntry(Model):
    at = DateTimeField()
    by = IntegerField()
    action = CharField(max_length=60)
    kind = CharField(max_length=30)
    ref = CharField(max_length=26)
    reason = TextField()

    class Meta:
        table_name = "log_entry"
        legacy_table_names = False


class RateHit(Model):
    key = CharField(primary_key=True, max_length=64)
    hits = IntegerField()
    expires = DoubleField(index=True)

    class Meta:
        table_name = "rate_hit"
        legacy_table_names = False


class Space(Model):
    kind = CharField(max_length=10)
    key_id = CharField(max_length=16)
    wrapped_key = BlobField()
    created_at = DateTimeField()

    class Meta:
        table_name = "space"


class SpaceReader(Model):
    space_id = IntegerField()
    person_id = IntegerField(index=True)

    class Meta:
        table_name = "space_reader"
        legacy_table_names = False
        primary_key = CompositeKey("space_id", "person_id")


TABLES = [Change, ChangeHead, Job, LogEntry, RateHit, Space, SpaceReader]
# What coordinators did is never edited, whatever code runs on top: only removing lines as a whole, when their time
# is over, stays possible for the operator.
ONLY_APPENDED = {
    "sqlite": [
        "CREATE TRIGGER log_entry_stays BEFORE UPDATE ON log_entry BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END",
        "CREATE TRIGGER log_entry_remains BEFORE DELETE ON log_entry BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END",
    ],
    "postgres": [
        "CREATE FUNCTION log_is_never_edited() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the log is never edited'; END $$",
        "CREATE TRIGGER log_entry_stays BEFORE UPDATE OR DELETE ON log_entry "
        "FOR EACH ROW EXECUTE FUNCTION log_is_never_edited()",
    ],
}


def up(migrator, db):
    with db.bind_ctx([*TABLES], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)
    for statement in ONLY_APPENDED["postgres" if isinstance(db, PostgresqlDatabase) else "sqlite"]:
        db.execute_sql(statement)
    # The head of the change log is one row for ever: writers raise it, nobody adds one.
    db.execute_sql("INSERT INTO change_head (id, seq) VALUES (1, 0)")


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
