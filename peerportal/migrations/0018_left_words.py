"""What those who left a circle had written there themselves."""

from peewee import BlobField, CharField, DateTimeField, ForeignKeyField, Model


def existing(table):
    """A table that is there already."""

    class There(Model):
        class Meta:
            table_name = table

    return There


Group, Person = existing("peer_group"), existing("person")


class LeftWords(Model):
    ref = CharField(unique=True, max_length=26)
    group = ForeignKeyField(Group, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    words = BlobField()
    since = DateTimeField()
    left_at = DateTimeField()
    warned_at = DateTimeField(null=True)

    class Meta:
        legacy_table_names = False
        table_name = "left_words"
        indexes = ((("group", "person"), True), (("left_at",), False))


TABLES, OLD = [LeftWords], [Group, Person]


def up(migrator, db):
    with db.bind_ctx([*TABLES, *OLD], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
