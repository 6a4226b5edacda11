"""The tables of terms, as they were first made."""

from peewee import SQL, CharField, CompositeKey, DateTimeField, ForeignKeyField, IntegerField, Model


class Term(Model):
    ref = CharField(unique=True, max_length=26)
    label = CharField(max_length=80)
    key = CharField(unique=True, max_length=200)
    uses = IntegerField()
    made_at = DateTimeField()

    class Meta:
        table_name = "term"


class TermAlias(Model):
    term = ForeignKeyField(Term, on_delete="CASCADE")
    label = CharField(max_length=80)
    key = CharField(unique=True, max_length=200)

    class Meta:
        table_name = "term_alias"
        legacy_table_names = False


class TermLink(Model):
    a = ForeignKeyField(Term, on_delete="CASCADE")
    b = ForeignKeyField(Term, on_delete="CASCADE")
    weight = IntegerField()

    class Meta:
        table_name = "term_link"
        legacy_table_names = False
        primary_key = CompositeKey("a", "b")
        constraints = [
            SQL("CHECK (weight BETWEEN 1 AND 100)"),
        ]


TABLES = [Term, TermAlias, TermLink]


def up(migrator, db):
    with db.bind_ctx([*TABLES], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
