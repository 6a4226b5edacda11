"""The days that groups agreed on in activities.

The day on which a big decision is looked back on was a column of its session, and is carried over with who has looked
back since. Days of other kinds lie in sealed words, and come with the next deed in their session.
"""

import base64
import secrets

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
)

from peerportal.core import clock


def existing(table):
    """A table that is there already."""

    class There(Model):
        class Meta:
            table_name = table

    return There


Person, ActivitySession = existing("person"), existing("activity_session")


class ActivityDay(Model):
    ref = CharField(unique=True, max_length=26)
    session = ForeignKeyField(ActivitySession, on_delete="CASCADE")
    name = CharField(max_length=40)
    day = DateField(null=True)
    step = CharField(max_length=20)
    whose = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    for_all = BooleanField()
    quiet = BooleanField()
    sequence = IntegerField()
    changed_at = DateTimeField()

    class Meta:
        legacy_table_names = False
        table_name = "activity_day"
        indexes = ((("session", "name"), True),)


class ActivityDayMember(Model):
    day = ForeignKeyField(ActivityDay, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    told = BooleanField()

    class Meta:
        legacy_table_names = False
        table_name = "activity_day_member"
        primary_key = CompositeKey("day", "person")


DECISIONS = "SELECT id, due_on FROM activity_session WHERE kind = 'decision' AND due_on IS NOT NULL"
ANSWERED = """\
SELECT person_id FROM activity_part WHERE session_id = {mark} AND step = 'choose' AND ready_at >= {mark}
"""
TABLES, OLD = [ActivityDay, ActivityDayMember], [Person, ActivitySession]


def up(migrator, db):
    with db.bind_ctx([*TABLES, *OLD], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)
        carry_over(db)


def carry_over(db):
    """Keep the days of decisions as they are kept from now on."""
    now = clock.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    for session, day in db.execute_sql(DECISIONS).fetchall():
        facts = {"name": "later", "step": "choose", "for_all": True, "quiet": True, "sequence": 0}
        row = ActivityDay.create(ref=_ref(), session=session, day=day, changed_at=now, **facts)
        answered = db.execute_sql(ANSWERED.format(mark=db.param), (session, str(day)))
        for (person,) in answered.fetchall():
            ActivityDayMember.create(day=row, person=person, told=True)


def _ref():
    return base64.b32encode(secrets.token_bytes(16)).decode().lower().rstrip("=")


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
