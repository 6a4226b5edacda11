"""The tables of groups, as they were first made."""

from peewee import (
    SQL,
    BlobField,
    BooleanField,
    CharField,
    CompositeKey,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
)


class Programme(Model):
    class Meta:
        table_name = "programme"


class Person(Model):
    class Meta:
        table_name = "person"


class Group(Model):
    ref = CharField(unique=True, max_length=26)
    programme = ForeignKeyField(Programme)
    kind = CharField(max_length=6)
    state = CharField(max_length=7)
    space_id = IntegerField()
    low = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    high = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    first_chat_at = DateTimeField(null=True)
    opened_at = DateTimeField()
    activated_at = DateTimeField(null=True)
    closed_at = DateTimeField(null=True)
    closed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    moved = IntegerField()

    class Meta:
        table_name = "peer_group"
        legacy_table_names = False
        constraints = [
            SQL("CHECK (kind IN ('pair', 'circle'))"),
            SQL("CHECK (state IN ('trying', 'active', 'closed'))"),
        ]


class Agreement(Model):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, unique=True, on_delete="CASCADE")
    version = IntegerField()
    words = BlobField()
    changed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    changed_at = DateTimeField()

    class Meta:
        table_name = "agreement"


class Acceptance(Model):
    agreement = ForeignKeyField(Agreement, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    version = IntegerField()
    accepted_at = DateTimeField()

    class Meta:
        table_name = "acceptance"
        primary_key = CompositeKey("agreement", "person")


class Meeting(Model):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    number = IntegerField()
    state = CharField(max_length=9)
    starts_at = DateTimeField(null=True)
    minutes = IntegerField()
    means = CharField(max_length=9)
    place = BlobField(null=True)
    held_at = DateTimeField(null=True)
    version = IntegerField()

    class Meta:
        table_name = "meeting"
        constraints = [
            SQL("CHECK (state IN ('proposed', 'booked', 'held', 'missed', 'cancelled'))"),
        ]
        indexes = ((("group", "number"), True),)


class AgendaItem(Model):
    ref = CharField(unique=True, max_length=26)
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    author = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    words = BlobField()
    state = CharField(max_length=9)
    position = IntegerField()
    gone = BooleanField()
    carried_from = IntegerField(null=True)
    version = IntegerField()
    form_key = CharField(null=True, max_length=26)
    added_at = DateTimeField()
    changed_at = DateTimeField()

    class Meta:
        table_name = "agenda_item"
        legacy_table_names = False
        constraints = [
            SQL("CHECK (state IN ('open', 'discussed', 'carried'))"),
        ]
        indexes = (
            (("meeting", "position"), False),
            (("meeting", "form_key"), True),
        )


class Membership(Model):
    group = ForeignKeyField(Group, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    joined_at = DateTimeField()
    left_at = DateTimeField(null=True)
    answer = CharField(null=True, max_length=3)
    answered_at = DateTimeField(null=True)

    class Meta:
        table_name = "membership"
        primary_key = CompositeKey("group", "person")
        constraints = [
            SQL("CHECK (answer IN ('yes', 'not'))"),
        ]


TABLES = [Group, Agreement, Acceptance, Meeting, AgendaItem, Membership]
INDEXES = [
    'CREATE UNIQUE INDEX "peer_group_one_open_pair" ON "peer_group" ("low_id", "high_id") WHERE ("state" != \'closed\')',
]


def up(migrator, db):
    with db.bind_ctx([*TABLES, Programme, Person], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)
    for statement in INDEXES:
        db.execute_sql(statement)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
