"""The tables of people, as they were first made."""

from peewee import (
    SQL,
    BooleanField,
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


class Term(Model):
    class Meta:
        table_name = "term"


class Level(Model):
    name = CharField(max_length=80)
    folded = CharField(unique=True, max_length=80)
    rank = IntegerField(null=True)

    class Meta:
        table_name = "level"


class Person(Model):
    ref = CharField(unique=True, max_length=26)
    state = CharField(index=True, max_length=10)
    name = CharField(max_length=120)
    search_name = CharField(index=True, max_length=120)
    email = CharField(null=True, max_length=254)
    folded_email = CharField(unique=True, null=True, max_length=254)
    employee_no = CharField(unique=True, null=True, max_length=60)
    manager = ForeignKeyField("self", null=True, on_delete="SET NULL")
    is_coordinator = BooleanField()
    password_hash = CharField(null=True)
    title = CharField(max_length=120)
    department = CharField(index=True, max_length=120)
    location = CharField(index=True, max_length=120)
    level = ForeignKeyField(Level, null=True, on_delete="SET NULL")
    time_zone = CharField(max_length=60)
    hired_on = DateField(null=True)
    theme = CharField(max_length=5)
    version = IntegerField()
    created_at = DateTimeField()
    joined_at = DateTimeField(null=True)
    state_at = DateTimeField()
    state_reason = TextField()

    class Meta:
        table_name = "person"
        constraints = [
            SQL("CHECK (state IN ('listed', 'invited', 'waiting', 'active', 'paused', 'suspended', 'left'))"),
            SQL("CHECK (theme IN ('auto', 'light', 'dark'))"),
        ]


class Block(Model):
    by = ForeignKeyField(Person, on_delete="CASCADE")
    other = ForeignKeyField(Person, on_delete="CASCADE")
    set_at = DateTimeField()

    class Meta:
        table_name = "block"
        primary_key = CompositeKey("by", "other")


class JoiningRules(Model):
    id = IntegerField(primary_key=True)
    domains = JSONField()
    approval = BooleanField()

    class Meta:
        table_name = "joining_rules"
        legacy_table_names = False


class OneTimeLink(Model):
    purpose = CharField(max_length=12)
    token_digest = CharField(unique=True, max_length=64)
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    detail = CharField(max_length=254)
    made_at = DateTimeField()
    expires_at = DateTimeField()
    used_at = DateTimeField(null=True)

    class Meta:
        table_name = "one_time_link"
        legacy_table_names = False
        constraints = [
            SQL("CHECK (purpose IN ('set_up', 'invitation', 'sign_in', 'reset', 'new_email'))"),
        ]


class PersonTerm(Model):
    person = ForeignKeyField(Person, on_delete="CASCADE")
    term = ForeignKeyField(Term)
    facet = CharField(max_length=10)
    typed = CharField(max_length=80)
    position = IntegerField()

    class Meta:
        table_name = "person_term"
        legacy_table_names = False
        constraints = [
            SQL("CHECK (facet IN ('offer', 'seek', 'interest', 'situation'))"),
        ]
        indexes = ((("person", "facet", "term"), True),)


class Profile(Model):
    person = ForeignKeyField(Person, primary_key=True, on_delete="CASCADE")
    line = CharField(max_length=280)
    style = CharField(max_length=280)
    languages = JSONField()
    formats = JSONField()
    days = IntegerField()
    starts = IntegerField()
    ends = IntegerField()
    room = IntegerField()
    photo = CharField(null=True, max_length=50)
    step = IntegerField()
    published_at = DateTimeField(null=True)
    changed_at = DateTimeField()

    class Meta:
        table_name = "profile"
        constraints = [
            SQL("CHECK (room BETWEEN 1 AND 3)"),
            SQL("CHECK (days BETWEEN 0 AND 127)"),
            SQL("CHECK (starts BETWEEN 0 AND 1440 AND ends BETWEEN 0 AND 1440)"),
        ]


class RosterImport(Model):
    ref = CharField(unique=True, max_length=26)
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    state = CharField(max_length=10)
    file_name = CharField(max_length=120)
    file_key = CharField(null=True, max_length=50)
    columns = JSONField()
    counts = JSONField()
    rows_done = IntegerField()
    rows_all = IntegerField()
    problem = TextField()
    made_at = DateTimeField()
    ended_at = DateTimeField(null=True)

    class Meta:
        table_name = "roster_import"
        legacy_table_names = False
        constraints = [
            SQL(
                "CHECK (state IN ('uploaded', 'checking', 'previewed', 'importing', 'done', 'failed', 'dropped'))"
            ),
        ]


class RosterRow(Model):
    roster = ForeignKeyField(RosterImport, on_delete="CASCADE")
    line = IntegerField()
    verdict = CharField(max_length=10)
    name = CharField(max_length=120)
    email = CharField(max_length=254)
    reason = TextField()

    class Meta:
        table_name = "roster_row"
        legacy_table_names = False
        constraints = [
            SQL("CHECK (verdict IN ('create', 'change', 'leave', 'list', 'refuse', 'absent'))"),
        ]
        indexes = (
            (("roster", "verdict", "line"), False),
            (("roster", "line"), False),
        )


class SignIn(Model):
    ref = CharField(unique=True, max_length=26)
    token_digest = CharField(unique=True, max_length=64)
    person = ForeignKeyField(Person, on_delete="CASCADE")
    browser = CharField(max_length=120)
    opened_at = DateTimeField()
    used_at = DateTimeField()

    class Meta:
        table_name = "sign_in"
        legacy_table_names = False


TABLES = [
    Level,
    Person,
    Block,
    JoiningRules,
    OneTimeLink,
    PersonTerm,
    Profile,
    RosterImport,
    RosterRow,
    SignIn,
]


def up(migrator, db):
    with db.bind_ctx([*TABLES, Term], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
