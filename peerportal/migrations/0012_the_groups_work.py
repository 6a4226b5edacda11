"""The work of a group: slots, sittings, notes, commitments, goals, circles and endings."""

from peewee import (
    SQL,
    BlobField,
    BooleanField,
    CharField,
    CompositeKey,
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


Person, Group, Meeting = existing("person"), existing("peer_group"), existing("meeting")
AgendaItem = existing("agenda_item")


class SlotOffer(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    number = IntegerField()
    starts_at = DateTimeField()
    by = ForeignKeyField(Person, on_delete="CASCADE")
    offered_at = DateTimeField()

    class Meta:
        table_name = "slot_offer"
        indexes = ((("group", "number", "starts_at"), True),)


class Sitting(Frame):
    meeting = ForeignKeyField(Meeting, primary_key=True, on_delete="CASCADE")
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL")
    speaker_id = IntegerField(null=True)
    seconds = IntegerField()
    left = IntegerField()
    waiting = CharField(max_length=240)
    runs_since = DateTimeField(null=True)
    began_at = DateTimeField()
    version = IntegerField()

    class Meta:
        table_name = "sitting"


class MeetingCheck(Frame):
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    useful = CharField(max_length=6)
    balanced = CharField(max_length=6)
    checked_at = DateTimeField()

    class Meta:
        table_name = "meeting_check"
        primary_key = CompositeKey("meeting", "person")
        constraints = [
            SQL("CHECK (useful IN ('yes', 'partly', 'no'))"),
            SQL("CHECK (balanced IN ('yes', 'more', 'less'))"),
        ]


class ItemNote(Frame):
    ref = CharField(unique=True, max_length=26)
    item = ForeignKeyField(AgendaItem, unique=True, on_delete="CASCADE")
    words = BlobField()
    version = IntegerField()
    changed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    changed_at = DateTimeField()

    class Meta:
        table_name = "item_note"


class Notebook(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    words = BlobField()
    version = IntegerField()
    changed_at = DateTimeField()

    class Meta:
        table_name = "notebook"
        indexes = ((("group", "person"), True),)


class Farewell(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    words = BlobField()
    left_at = DateTimeField()

    class Meta:
        table_name = "farewell"
        indexes = ((("group", "person"), True),)


class CalendarFeed(Frame):
    person = ForeignKeyField(Person, primary_key=True, on_delete="CASCADE")
    token_digest = CharField(unique=True, max_length=64)
    made_at = DateTimeField()

    class Meta:
        table_name = "calendar_feed"


class Commitment(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    meeting = ForeignKeyField(Meeting, null=True, on_delete="SET NULL")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    words = BlobField()
    due_on = DateField(null=True)
    state = CharField(max_length=7)
    outcome = BlobField(null=True)
    made_at = DateTimeField()
    outcome_at = DateTimeField(null=True)
    nudged_at = DateTimeField(null=True)
    nudged_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    gone = BooleanField()
    version = IntegerField()
    form_key = CharField(max_length=26, null=True, unique=True)

    class Meta:
        table_name = "commitment"
        indexes = ((("group", "made_at"), False), (("person", "state"), False))
        constraints = [SQL("CHECK (state IN ('open', 'done', 'partly', 'still', 'changed'))")]


class Goal(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    state = CharField(max_length=7)
    space_id = IntegerField()
    words = BlobField()
    due_on = DateField(null=True)
    parting = BlobField(null=True)
    version = IntegerField()
    form_key = CharField(max_length=26, null=True, unique=True)
    made_at = DateTimeField()
    changed_at = DateTimeField()
    shared_at = DateTimeField(null=True)
    ended_at = DateTimeField(null=True)

    class Meta:
        table_name = "goal"
        indexes = ((("group", "state"), False), (("person", "state"), False))
        constraints = [SQL("CHECK (state IN ('draft', 'shared', 'reached', 'dropped'))")]


class GoalWording(Frame):
    ref = CharField(unique=True, max_length=26)
    goal = ForeignKeyField(Goal, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    state = CharField(max_length=8)
    words = BlobField()
    version = IntegerField()
    made_at = DateTimeField()
    answered_at = DateTimeField(null=True)
    form_key = CharField(max_length=26, null=True, unique=True)

    class Meta:
        table_name = "goal_wording"
        constraints = [SQL("CHECK (state IN ('written', 'offered', 'accepted', 'declined'))")]


class GoalStep(Frame):
    ref = CharField(unique=True, max_length=26)
    goal = ForeignKeyField(Goal, on_delete="CASCADE")
    words = BlobField()
    position = IntegerField()
    is_milestone = BooleanField()
    due_on = DateField(null=True)
    done_at = DateTimeField(null=True)
    commitment = ForeignKeyField(Commitment, null=True, on_delete="SET NULL")
    version = IntegerField()
    form_key = CharField(max_length=26, null=True, unique=True)

    class Meta:
        table_name = "goal_step"


class GoalCheckIn(Frame):
    ref = CharField(unique=True, max_length=26)
    goal = ForeignKeyField(Goal, on_delete="CASCADE")
    on_day = DateField()
    words = BlobField()
    has_value = BooleanField()
    made_at = DateTimeField()
    form_key = CharField(max_length=26, null=True, unique=True)

    class Meta:
        table_name = "goal_check_in"


class Circle(Frame):
    group = ForeignKeyField(Group, primary_key=True, on_delete="CASCADE")
    topic = CharField(max_length=120)
    term_id = IntegerField(null=True, index=True)
    about = CharField(max_length=500)
    joining = CharField(max_length=7)
    most = IntegerField()
    planned = IntegerField(null=True)
    founder = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    approved_at = DateTimeField(null=True)
    version = IntegerField()

    class Meta:
        table_name = "circle"
        constraints = [
            SQL("CHECK (joining IN ('anybody', 'invited'))"),
            SQL("CHECK (most BETWEEN 2 AND 8)"),
        ]


class CircleInvitation(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    state = CharField(max_length=9)
    made_at = DateTimeField()
    answered_at = DateTimeField(null=True)

    class Meta:
        table_name = "circle_invitation"
        constraints = [SQL("CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn'))")]


OLD = [Person, Group, Meeting, AgendaItem]
TABLES = [
    SlotOffer, Sitting, MeetingCheck, ItemNote, Notebook, Farewell, CalendarFeed, Commitment, Goal, GoalWording, GoalStep,
    GoalCheckIn, Circle, CircleInvitation,
]  # fmt: skip
INDEXES = [
    'CREATE UNIQUE INDEX "commitment_one_a_meeting" ON "commitment" ("meeting_id", "person_id") WHERE NOT "gone"',
    'CREATE UNIQUE INDEX "circle_invitation_one_pending" ON "circle_invitation" ("group_id", "person_id") WHERE ("state" = \'pending\')',
]
# Added one by one rather than by making the tables anew, since others point to them.
COLUMNS = (
    ("peer_group", "format", "VARCHAR(10) NOT NULL DEFAULT 'talk'"),
    ("peer_group", "chat_sequence", "INTEGER NOT NULL DEFAULT 0"),
    ("peer_group", "chat_changed_at", "{moment}"),
    ("peer_group", "nudged_at", "{moment}"),
    ("peer_group", "retired_at", "{moment}"),
    ("peer_group", "warned_at", "{moment}"),
    ("membership", "own_space_id", "INTEGER"),
    ("membership", "fit", "VARCHAR(6)"),
    ("membership", "fit_at", "{moment}"),
    ("membership", "keeps_in_touch", "{boolean} NOT NULL DEFAULT FALSE"),
    ("membership", "done_at", "{moment}"),
    ("membership", "moved", "INTEGER NOT NULL DEFAULT 0"),
    ("membership", "done_with", "INTEGER NOT NULL DEFAULT 0"),
    ("meeting", "sequence", "INTEGER NOT NULL DEFAULT 0"),
    ("meeting", "host_id", "INTEGER"),
    ("meeting", "changed_at", "{moment}"),
    ("peer_request", "meets", "{boolean} NOT NULL DEFAULT FALSE"),
    ("programme", "approves_circles", "{boolean} NOT NULL DEFAULT FALSE"),
)
# What can be reported grows with what can be written. SQLite changes no constraint of a table, so its definition is
# written anew under another name; nothing points to it.
KINDS = "'person', 'request', 'agenda_item', 'agreement', 'group', 'profile'"
MORE_KINDS = f"{KINDS}, 'commitment', 'goal', 'note', 'farewell', 'circle'"
POSTGRES = {"boolean": "BOOLEAN", "moment": "TIMESTAMP"}
SQLITE = {"boolean": "INTEGER", "moment": "DATETIME"}


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
    kinds = POSTGRES if isinstance(db, PostgresqlDatabase) else SQLITE
    for table, column, kind in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {kind.format(**kinds)}')
    with db.bind_ctx([*TABLES, *OLD], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)
    for statement in INDEXES:
        db.execute_sql(statement)
    reportable(db, MORE_KINDS, KINDS)


def down(migrator, db):
    reportable(db, KINDS, MORE_KINDS)
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(list(reversed(TABLES)))
    for table, column, _ in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
