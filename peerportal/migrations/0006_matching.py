"""The tables of matching, as they were first made."""

from peewee import (
    SQL,
    BlobField,
    CharField,
    CompositeKey,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
)


class Person(Model):
    class Meta:
        table_name = "person"


class Programme(Model):
    class Meta:
        table_name = "programme"


class Group(Model):
    class Meta:
        table_name = "peer_group"


class Exposure(Model):
    person = ForeignKeyField(Person, on_delete="CASCADE")
    week = IntegerField()
    shown = IntegerField()

    class Meta:
        table_name = "exposure"
        primary_key = CompositeKey("person", "week")


class PeerRequest(Model):
    ref = CharField(unique=True, max_length=26)
    programme = ForeignKeyField(Programme)
    sender = ForeignKeyField(Person, on_delete="CASCADE")
    recipient = ForeignKeyField(Person, on_delete="CASCADE")
    low = ForeignKeyField(Person, on_delete="CASCADE")
    high = ForeignKeyField(Person, on_delete="CASCADE")
    state = CharField(max_length=10)
    space_id = IntegerField()
    note = BlobField()
    question = BlobField(null=True)
    reply = BlobField(null=True)
    parting = BlobField(null=True)
    sent_at = DateTimeField()
    asked_back_at = DateTimeField(null=True)
    answered_at = DateTimeField(null=True)
    expires_at = DateTimeField()
    reminded = IntegerField()
    group = ForeignKeyField(Group, null=True, on_delete="SET NULL")

    class Meta:
        table_name = "peer_request"
        legacy_table_names = False
        constraints = [
            SQL(
                "CHECK (state IN ('pending', 'asked_back', 'accepted', 'declined', 'withdrawn', 'expired', 'ended'))"
            ),
            SQL("CHECK (sender_id <> recipient_id)"),
        ]
        indexes = (
            (("recipient", "state"), False),
            (("sender", "state"), False),
        )


class SetAside(Model):
    person = ForeignKeyField(Person, on_delete="CASCADE")
    other = ForeignKeyField(Person, on_delete="CASCADE")
    set_at = DateTimeField()

    class Meta:
        table_name = "set_aside"
        legacy_table_names = False
        primary_key = CompositeKey("person", "other")


TABLES = [Exposure, PeerRequest, SetAside]
INDEXES = [
    'CREATE UNIQUE INDEX "peer_request_one_open" ON "peer_request" ("low_id", "high_id") WHERE ("state" IN (\'pending\', \'asked_back\'))',
]


def up(migrator, db):
    with db.bind_ctx([*TABLES, Person, Programme, Group], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)
    for statement in INDEXES:
        db.execute_sql(statement)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
