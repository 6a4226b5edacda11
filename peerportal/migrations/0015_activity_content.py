"""What activities draw from: banks and decks with their history, what was drawn, and what groups and people added."""

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


def existing(table):
    """A table that is there already."""

    class There(Model):
        class Meta:
            table_name = table

    return There


class Frame(Model):
    class Meta:
        legacy_table_names = False


Person, Group, Programme = existing("person"), existing("peer_group"), existing("programme")


class QuestionSet(Frame):
    ref = CharField(unique=True, max_length=26)
    shape = CharField(max_length=4)
    key = CharField(max_length=20, null=True, unique=True)
    name = CharField(max_length=80)
    made_at = DateTimeField()

    class Meta:
        table_name = "question_set"
        constraints = [SQL("CHECK (shape IN ('bank', 'deck'))")]


class Question(Frame):
    ref = CharField(unique=True, max_length=26)
    set = ForeignKeyField(QuestionSet, on_delete="CASCADE")
    key = CharField(max_length=40, null=True)
    theme = CharField(max_length=12)
    stages = CharField(max_length=40)
    suit = CharField(max_length=8)
    rank = CharField(max_length=2)
    words = CharField(max_length=300)
    version = IntegerField()
    shuffle = IntegerField()
    ours = BooleanField()
    made_at = DateTimeField()
    dropped_at = DateTimeField(null=True)

    class Meta:
        table_name = "question"
        indexes = ((("set", "key"), True),)


Question.add_index(
    Question.set, Question.suit, Question.rank, unique=True, where=(Question.suit != ""), name="question_card"
)


class QuestionWording(Frame):
    question = ForeignKeyField(Question, on_delete="CASCADE", index=False)
    version = IntegerField()
    words = CharField(max_length=300)
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    at = DateTimeField()

    class Meta:
        table_name = "question_wording"
        primary_key = CompositeKey("question", "version")


class QuestionPlace(Frame):
    set = ForeignKeyField(QuestionSet, on_delete="CASCADE", index=False)
    theme = CharField(max_length=12)
    stage = CharField(max_length=8)
    shuffle = IntegerField()
    question = ForeignKeyField(Question, on_delete="CASCADE")

    class Meta:
        table_name = "question_place"
        primary_key = CompositeKey("set", "theme", "stage", "shuffle", "question")


class KindOff(Frame):
    programme = ForeignKeyField(Programme, on_delete="CASCADE", index=False)
    kind = CharField(max_length=20)

    class Meta:
        table_name = "kind_off"
        primary_key = CompositeKey("programme", "kind")


class SetOff(Frame):
    programme = ForeignKeyField(Programme, on_delete="CASCADE", index=False)
    set = ForeignKeyField(QuestionSet, on_delete="CASCADE")

    class Meta:
        table_name = "set_off"
        primary_key = CompositeKey("programme", "set")


class QuestionOff(Frame):
    programme = ForeignKeyField(Programme, on_delete="CASCADE", index=False)
    question = ForeignKeyField(Question, on_delete="CASCADE")

    class Meta:
        table_name = "question_off"
        primary_key = CompositeKey("programme", "question")


class DrawnQuestion(Frame):
    group = ForeignKeyField(Group, on_delete="CASCADE", index=False)
    question = ForeignKeyField(Question, on_delete="CASCADE")

    class Meta:
        table_name = "drawn_question"
        primary_key = CompositeKey("group", "question")


class QuestionCursor(Frame):
    group = ForeignKeyField(Group, primary_key=True, on_delete="CASCADE")
    shuffle = IntegerField()

    class Meta:
        table_name = "question_cursor"


class OfferedQuestion(Frame):
    ref = CharField(unique=True, max_length=26)
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    words = CharField(max_length=300)
    theme = CharField(max_length=12)
    state = CharField(max_length=8)
    offered_at = DateTimeField()
    decided_at = DateTimeField(null=True)
    decided_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    question = ForeignKeyField(Question, null=True, on_delete="SET NULL")

    class Meta:
        table_name = "offered_question"
        indexes = ((("state", "offered_at"), False),)
        constraints = [SQL("CHECK (state IN ('waiting', 'accepted', 'declined'))")]


class OwnQuestion(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE", index=False)
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    words = BlobField()
    theme = CharField(max_length=12)
    shuffle = IntegerField()
    drawn = BooleanField()
    offer = ForeignKeyField(OfferedQuestion, null=True, on_delete="SET NULL")
    made_at = DateTimeField()
    form_key = CharField(max_length=26)

    class Meta:
        table_name = "own_question"
        indexes = ((("group", "form_key"), True),)


class OwnDeck(Frame):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE", index=False)
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    words = BlobField()
    made_at = DateTimeField()
    form_key = CharField(max_length=26)

    class Meta:
        table_name = "own_deck"
        indexes = ((("group", "form_key"), True),)


TABLES = [
    QuestionSet,
    Question,
    QuestionWording,
    QuestionPlace,
    KindOff,
    SetOff,
    QuestionOff,
    DrawnQuestion,
    QuestionCursor,
    OfferedQuestion,
    OwnQuestion,
    OwnDeck,
]
OLD = [Person, Group, Programme]


def up(migrator, db):
    with db.bind_ctx([*TABLES, *OLD], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(list(reversed(TABLES)))
