"""Pictures that members bring to an activity."""

from peewee import BlobField, CharField, DateTimeField, ForeignKeyField, IntegerField, Model


def existing(table):
    """A table that is there already."""

    class There(Model):
        class Meta:
            table_name = table

    return There


Person, ActivitySession = existing("person"), existing("activity_session")


class ActivityPicture(Model):
    ref = CharField(unique=True, max_length=26)
    session = ForeignKeyField(ActivitySession, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    step = CharField(max_length=20)
    alt = BlobField()
    content = BlobField()
    width = IntegerField()
    height = IntegerField()
    brought_at = DateTimeField()

    class Meta:
        legacy_table_names = False
        table_name = "activity_picture"
        indexes = ((("session", "person", "step"), True),)


TABLES, OLD = [ActivityPicture], [Person, ActivitySession]


def up(migrator, db):
    with db.bind_ctx([*TABLES, *OLD], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
