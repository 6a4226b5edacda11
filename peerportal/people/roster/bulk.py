"""Many new rows at once, by fixed statements: made by the mapper they hold the lock several times as long."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from peewee import JSONField

from peerportal.core.db import database, is_postgres

_PARAMETERS = 12_000  # a statement; SQLite takes 32,766 and PostgreSQL 65,535


def insert(model: Any, rows: Iterable[dict[str, Any]], then: str = "") -> list[tuple[Any, ...]]:
    """Insert rows (field name → value; what is missing gets its default); returns what `then` makes them return."""
    fields = [field for field in model._meta.sorted_fields if not field.auto_increment]
    values = [[_value(field, row) for field in fields] for row in rows]
    found: list[tuple[Any, ...]] = []
    at_once = max(1, _PARAMETERS // len(fields))
    for start in range(0, len(values), at_once):
        found += _insert(model, fields, values[start : start + at_once], then)
    return found


def _value(field: Any, row: dict[str, Any]) -> Any:
    value = row.get(field.name, field.default)
    value = value() if callable(value) else value
    return json.dumps(value) if isinstance(field, JSONField) else field.db_value(value)


def _insert(model: Any, fields: Sequence[Any], values: list[list[Any]], then: str) -> list[tuple[Any, ...]]:
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    one = "(" + ", ".join(["%s" if is_postgres() else "?"] * len(fields)) + ")"
    # Names come from our own tables; every value is a parameter.
    sql = f'INSERT INTO "{model._meta.table_name}" ({columns}) VALUES {", ".join([one] * len(values))} {then}'  # noqa: S608
    cursor = database.execute_sql(sql, [value for row in values for value in row])
    return list(cursor.fetchall()) if "RETURNING" in then else []
