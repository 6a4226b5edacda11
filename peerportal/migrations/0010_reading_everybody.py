"""Indexes that hold all that is read of everybody at once, in the order it is read in."""

INDEXES = {
    "person_term_term_id_facet_position_person_id": '"person_term" ("term_id", "facet", "position", "person_id")',
    "exposure_week_person_id_shown": '"exposure" ("week", "person_id", "shown")',
}


def up(migrator, db):
    for name, columns in INDEXES.items():
        db.execute_sql(f'CREATE INDEX "{name}" ON {columns}')


def down(migrator, db):
    for name in INDEXES:
        db.execute_sql(f'DROP INDEX "{name}"')
