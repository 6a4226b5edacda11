"""The tables of concerns, as they were first made."""

from peewee import SQL, BlobField, CharField, DateTimeField, ForeignKeyField, IntegerField, Model


class Person(Model):
    class Meta:
        table_name = "person"


class Concern(Model):
    ref = CharField(unique=True, max_length=26)
    state = CharField(max_length=9)
    reporter = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    about = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    kind = CharField(max_length=12)
    space_id = IntegerField()
    words = BlobField()
    shown = BlobField(null=True)
    outcome = BlobField(null=True)
    raised_at = DateTimeField()
    taken_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    taken_at = DateTimeField(null=True)
    ended_at = DateTimeField(null=True)
    form_key = CharField(null=True, max_length=26)

    class Meta:
        table_name = "concern"
        constraints = [
            SQL("CHECK (state IN ('open', 'taken', 'resolved', 'dismissed'))"),
            SQL("CHECK (kind IN ('person', 'request', 'agenda_item', 'agreement', 'group', 'profile'))"),
        ]
        indexes = (
            (("reporter", "form_key"), True),
            (("state", "raised_at"), False),
        )


TABLES = [Concern]


def up(migrator, db):
    with db.bind_ctx([*TABLES, Person], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
