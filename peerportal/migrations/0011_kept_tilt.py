"""How a person keeps their own list tilted."""

from peewee import CharField, ForeignKeyField, Model


class Person(Model):
    class Meta:
        table_name = "person"


class KeptTilt(Model):
    person = ForeignKeyField(Person, primary_key=True, on_delete="CASCADE")
    likeness = CharField(max_length=9)
    distance = CharField(max_length=4)
    focus = CharField(max_length=9)

    class Meta:
        table_name = "kept_tilt"


TABLES = [KeptTilt]


def up(migrator, db):
    with db.bind_ctx([*TABLES, Person], bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES)


def down(migrator, db):
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.drop_tables(TABLES)
