"""What a database really holds, as plain sets that can be compared: columns, constraints, indexes, triggers."""

import re

from peewee import PostgresqlDatabase

OURS = ("schema_migration",)  # the runner's own book


def describe(database):
    """Every table's definition: {table: {line, …}}; the same lines mean the same table."""
    read = _describe_postgres if isinstance(database, PostgresqlDatabase) else _describe_sqlite
    return {table: lines for table, lines in read(database).items() if table not in OURS}


def _describe_sqlite(database):
    found = {}
    rows = database.execute_sql("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    for kind, table, sql in rows.fetchall():
        if table.startswith("sqlite_"):
            continue
        sql = re.sub(r"\s+", " ", sql)
        lines = _parts(sql) if kind == "table" and "VIRTUAL" not in sql else [f"{kind} {sql}"]
        found.setdefault(table, set()).update(lines)
    return found


def _parts(sql):
    """The definitions between the outer brackets of a CREATE TABLE, in any order."""
    body = sql[sql.index("(") + 1 : sql.rindex(")")]
    depth, part, quoted = 0, "", False
    for character in body + ",":
        quoted ^= character == "'"
        depth += 0 if quoted else (character == "(") - (character == ")")
        if character == "," and not depth and not quoted:
            yield part.strip()
            part = ""
        else:
            part += character
    yield "options " + sql[sql.rindex(")") + 1 :].strip()


POSTGRES = {
    "column": """
        SELECT table_name, column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length::text, '')
               || ' null ' || is_nullable || ' default ' || coalesce(column_default, '')
               || ' identity ' || is_identity
        FROM information_schema.columns WHERE table_schema = current_schema()""",
    "constraint": """
        SELECT conrelid::regclass::text, contype::text || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0""",
    "index": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    "trigger": """
        SELECT tgrelid::regclass::text, pg_get_triggerdef(t.oid) FROM pg_trigger t
        JOIN pg_class c ON c.oid = tgrelid
        WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace""",
}


def _describe_postgres(database):
    found = {}
    for kind, query in POSTGRES.items():
        for table, line in database.execute_sql(query).fetchall():
            found.setdefault(table.strip('"'), set()).add(f"{kind} {line}")
    return found
