"""Activities: what a group does together, and what each member writes in it."""

from peewee import (
    SQL,
    BlobField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    PostgresqlDatabase,
)


def existing(table):
    """A table that is there already."""

    class There(Model):
        class Meta:
            table_name = table

    return There


class Frame(Model):
    class Meta:
        legacy_table_names = False


Person, Group, AgendaItem = existing("person"), existing("peer_group"), existing("agenda_item")


class ActivitySession(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    kind = CharField(max_length=20)
    state = CharField(max_length=8)
    step = CharField(max_length=20)
    words = BlobField(null=True)
    version = IntegerField()
    moved = IntegerField()
    laptop = BooleanField(constraints=[SQL("DEFAULT FALSE")])
    due_on = DateField(null=True)
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL")
    started_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    started_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    form_key = CharField(max_length=26)

    class Meta:
        table_name = "activity_session"
        indexes = ((("group", "state", "started_at"), False), (("group", "form_key"), True))
        constraints = [SQL("CHECK (state IN ('open', 'finished', 'stopped'))")]


class ActivityPart(Frame):
    ref = CharField(unique=True, max_length=26)
    session = ForeignKeyField(ActivitySession, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    step = CharField(max_length=20)
    words = BlobField(null=True)
    version = IntegerField()
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    came_at = DateTimeField()
    ready_at = DateTimeField(null=True)
    shown_at = DateTimeField(null=True)

    class Meta:
        table_name = "activity_part"
        indexes = ((("session", "person", "step"), True),)


TABLES = [ActivitySession, ActivityPart]
OLD = [Person, Group, AgendaItem]
# What can be reported grows with what can be written. SQLite changes no constraint of a table, so its definition is
# written anew under another name; nothing points to it.
KINDS = (
    "'person', 'request', 'agenda_item', 'agreement', 'group', 'profile', "
    "'commitment', 'goal', 'note', 'farewell', 'circle'"
)
MORE_KINDS = f"{KINDS}, 'activity'"


def reportable(db, kinds, others):
    """Let reports be about these kinds instead of the others."""
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql('ALTER TABLE "concern" DROP CONSTRAINT "concern_kind_check"')
        db.execute_sql(f'ALTER TABLE "concern" ADD CONSTRAINT "concern_kind_check" CHECK (kind IN ({kinds}))')
        return
    found = db.execute_sql(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'concern' AND sql IS NOT NULL"
    )
    made = found.fetchall()
    table = next(sql for kind, sql in made if kind == "table").replace(others, kinds)
    db.execute_sql('ALTER TABLE "concern" RENAME TO "concern_before"')
    db.execute_sql(table)
    db.execute_sql('INSERT INTO "concern" SELECT * FROM "concern_before"')
    db.execute_sql('DROP TABLE "concern_before"')
    for kind, sql in made:
        if kind == "index":
            db.execute_sql(sql)


def up(migrator, db):
    with db.bind_ctx([*TABLES, *OLD], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)
    reportable(db, MORE_KINDS, KINDS)


def down(migrator, db):
    # A report about an activity stays a report, about the group.
    db.execute_sql("UPDATE concern SET kind = 'group' WHERE kind = 'activity'")
    reportable(db, KINDS, MORE_KINDS)
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(list(reversed(TABLES)))
