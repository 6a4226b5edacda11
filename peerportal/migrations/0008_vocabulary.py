"""A vocabulary that coordinators look after: what a term stands for, and the history of their deeds."""

import base64
import secrets

from peewee import (
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    PostgresqlDatabase,
)


class Term(Model):
    class Meta:
        table_name = "term"


class TermAlias(Model):
    term = ForeignKeyField(Term, on_delete="CASCADE")
    label = CharField(max_length=80)
    key = CharField(unique=True, max_length=200)

    class Meta:
        table_name = "term_alias"
        legacy_table_names = False


class TermDeed(Model):
    ref = CharField(unique=True, max_length=26)
    at = DateTimeField()
    by = IntegerField()
    kind = CharField(max_length=10)
    term = ForeignKeyField(Term, on_delete="CASCADE")
    other = ForeignKeyField(Term, null=True, on_delete="CASCADE")
    said = CharField(max_length=250)
    before = JSONField()
    undone_at = DateTimeField(null=True)

    class Meta:
        table_name = "term_deed"
        legacy_table_names = False


# Added one by one rather than by making the table anew, since other tables point to it.
COLUMNS = {
    "hidden": "INTEGER NOT NULL DEFAULT 0",
    "own": "{boolean} NOT NULL DEFAULT FALSE",
    "into_id": "INTEGER",
    "looked_at": "{moment}",
}
ALIASES = """
SELECT a.term_id, a.label, a.key, t.made_at FROM term_alias a JOIN term t ON t.id = a.term_id
WHERE t.key NOT IN (SELECT key FROM term_alias)
"""
# What somebody goes through counts apart, since it is shown to nobody until several share it.
SITUATIONS = """
UPDATE term SET hidden = (
    SELECT COUNT(*) FROM person_term WHERE person_term.term_id = term.id AND person_term.facet = 'situation')
"""


def up(migrator, db):
    postgres = isinstance(db, PostgresqlDatabase)
    kinds = (
        {"boolean": "BOOLEAN", "moment": "TIMESTAMP"}
        if postgres
        else {"boolean": "INTEGER", "moment": "DATETIME"}
    )
    for name, kind in COLUMNS.items():
        db.execute_sql(f'ALTER TABLE "term" ADD COLUMN "{name}" {kind.format(**kinds)}')
    db.execute_sql('CREATE INDEX "term_into_id" ON "term" ("into_id")')
    # Only what is new from now on waits for a coordinator's look.
    db.execute_sql("UPDATE term SET looked_at = made_at")
    db.execute_sql(SITUATIONS)
    _keep_aliases(db, "%s" if postgres else "?")
    with db.bind_ctx([TermAlias, TermDeed, Term], bind_refs=False, bind_backrefs=False):
        db.drop_tables([TermAlias])
        db.create_tables([TermDeed])


def _keep_aliases(db, mark):
    """An alias is a term that stands for another one."""
    for term, label, key, made_at in db.execute_sql(ALIASES).fetchall():
        taken = db.execute_sql(f"UPDATE term SET into_id = {mark} WHERE key = {mark}", (term, key))  # noqa: S608
        if not taken.rowcount:
            columns, marks = "ref, label, key, uses, made_at, into_id, looked_at", ", ".join([mark] * 7)
            values = (_new_ref(), label, key, 0, made_at, term, made_at)
            db.execute_sql(f"INSERT INTO term ({columns}) VALUES ({marks})", values)  # noqa: S608


def _new_ref():
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def down(migrator, db):
    with db.bind_ctx([TermAlias, TermDeed, Term], bind_refs=False, bind_backrefs=False):
        db.drop_tables([TermDeed])
        db.create_tables([TermAlias])
    db.execute_sql(
        "INSERT INTO term_alias (term_id, label, key) SELECT into_id, label, key FROM term WHERE into_id IS NOT NULL"
    )
    db.execute_sql('DROP INDEX "term_into_id"')
    for name in COLUMNS:
        db.execute_sql(f'ALTER TABLE "term" DROP COLUMN "{name}"')
