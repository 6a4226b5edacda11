"""Versions of check-ins and thanks, so that two windows do not overwrite each other; the group a report came from."""

COLUMNS = (
    ("goal_check_in", "version", "INTEGER NOT NULL DEFAULT 1"),
    ("farewell", "version", "INTEGER NOT NULL DEFAULT 1"),
    ("concern", "group_id", "INTEGER"),
)


def up(migrator, db):
    for table, column, kind in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {kind}')


def down(migrator, db):
    for table, column, _ in COLUMNS:
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
