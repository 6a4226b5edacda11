"""Relations between terms that are proposed to coordinators, and the vectors they are found by."""

from peewee import SQL, BlobField, CharField, DateTimeField, ForeignKeyField, IntegerField, Model


class Term(Model):
    class Meta:
        table_name = "term"


class TermVector(Model):
    term = ForeignKeyField(Term, primary_key=True, on_delete="CASCADE")
    model = CharField(max_length=40)
    vector = BlobField()

    class Meta:
        table_name = "term_vector"


class TermProposal(Model):
    ref = CharField(unique=True, max_length=26)
    a = ForeignKeyField(Term, on_delete="CASCADE")
    b = ForeignKeyField(Term, on_delete="CASCADE")
    score = IntegerField()
    made_at = DateTimeField()
    dismissed_at = DateTimeField(null=True)

    class Meta:
        table_name = "term_proposal"
        legacy_table_names = False
        indexes = ((("a", "b"), True),)
        constraints = [SQL("CHECK (score BETWEEN 1 AND 100)"), SQL("CHECK (a_id < b_id)")]


TABLES = [TermVector, TermProposal]


def up(migrator, db):
    with db.bind_ctx([*TABLES, Term], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
