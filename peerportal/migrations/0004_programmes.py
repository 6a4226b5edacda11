"""The tables of programmes, as they were first made."""

from peewee import (
    SQL,
    CharField,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    TextField,
)


class Person(Model):
    class Meta:
        table_name = "person"


class Programme(Model):
    ref = CharField(unique=True, max_length=26)
    state = CharField(max_length=6)
    name = CharField(max_length=120)
    purpose = TextField()
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    cadence_days = IntegerField()
    audience = JSONField()
    company_gives = TextField()
    ground_rules = TextField()
    department_wish = CharField(max_length=9)
    place_wish = CharField(max_length=9)
    level_gap = IntegerField(null=True)
    shared_hours = IntegerField()
    weights = JSONField()
    wild_card = IntegerField()
    pending_out = IntegerField()
    pending_in = IntegerField()
    remind_days = JSONField()
    expiry_days = IntegerField()
    cooldown_days = IntegerField()
    version = IntegerField()
    made_at = DateTimeField()

    class Meta:
        table_name = "programme"
        constraints = [
            SQL("CHECK (state IN ('draft', 'open', 'closed'))"),
            SQL("CHECK (department_wish IN ('any', 'different', 'same'))"),
            SQL("CHECK (place_wish IN ('any', 'different', 'same'))"),
        ]


class Enrolment(Model):
    programme = ForeignKeyField(Programme, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    joined_at = DateTimeField()
    left_at = DateTimeField(null=True)

    class Meta:
        table_name = "enrolment"
        primary_key = CompositeKey("programme", "person")


TABLES = [Programme, Enrolment]


def up(migrator, db):
    with db.bind_ctx([*TABLES, Person], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
