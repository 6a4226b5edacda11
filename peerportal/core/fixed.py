"""Queries whose SQL is built once: peewee writes it the first time, and afterwards only the values change.

A page of a group asks the same ten questions each time, and putting them into SQL anew took two thirds of it. A fixed
query is an ordinary one with its values left open; `query` gives it with values, as a test does that compares the two.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import CharField, Field, ForeignKeyField, IntegerField, Model, Node, TextField

from peerportal.core.db import database, is_postgres

ALL: list[Fixed] = []
AS_THEY_COME = (IntegerField, CharField, TextField, ForeignKeyField)
PEEWEES_OWN = (Field.python_value, ForeignKeyField.python_value)


@dataclass(frozen=True)
class Place:
    """Where a value belongs among the others, and how its column writes it."""

    name: str
    written: Callable[[Any], Any] | None


class _Open(Node):
    """Stands in a query for a value that is not known yet."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __sql__(self, ctx: Any) -> Any:
        return ctx.value(Place(self.name, ctx.state.converter), converter=False)


class _Statement:
    """The SQL of a query for one kind of database, its values in order, and how peewee reads its rows."""

    def __init__(self, build: Callable[..., Any], names: list[str]) -> None:
        self._query = build(*map(_Open, names))
        self.sql, self.values = self._query.sql()
        self._reader: Any = None

    def ask(self, given: dict[str, Any]) -> list[Any]:
        cursor = database.execute_sql(self.sql, [_value(value, given) for value in self.values])
        first = cursor.fetchone()
        if first is None:
            return []
        reader = self._reader or self._read_by(cursor)
        return [reader(row) for row in (first, *cursor.fetchall())]

    def _read_by(self, cursor: Any) -> Any:
        wrapper = self._query._get_cursor_wrapper(cursor)
        wrapper.initialize()
        wrapper.cursor = None  # it is kept, the cursor is not
        self._reader = wrapper.process_row
        return self._reader


def _value(value: Any, given: dict[str, Any]) -> Any:
    if not isinstance(value, Place):
        return value
    found = given[value.name]
    return value.written(found) if value.written else found


class Fixed:
    """A query that is built once: its function is called with the values left open, so it may but compare with them."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self.query = build
        self.names = list(inspect.signature(build).parameters)
        self._made: dict[bool, _Statement] = {}
        ALL.append(self)

    def statement(self) -> _Statement:
        """What is kept for the database that is open."""
        kind = is_postgres()
        if kind not in self._made:
            self._made[kind] = _Statement(self.query, self.names)
        return self._made[kind]

    def rows(self, *values: Any) -> list[Any]:
        """The rows of the query with these values, in the order of its function's own."""
        return self.statement().ask(dict(zip(self.names, values, strict=True)))

    def first(self, *values: Any) -> Any:
        """The first of them, or None."""
        return next(iter(self.rows(*values)), None)


def fixed(build: Callable[..., Any]) -> Fixed:
    """Make a function that returns a query a fixed one."""
    return Fixed(build)


class Whole:
    """All columns of a table for a statement written by hand, and its rows as peewee reads them."""

    def __init__(self, model: type[Model], alias: str) -> None:
        fields = model._meta.sorted_fields
        self.columns = ", ".join(f'{alias}."{field.column_name}"' for field in fields)
        self.count = len(fields)
        self._model = model
        self._names = [field.name for field in fields]
        # Numbers and text are in a row as they are wanted; only the others are put into another form.
        self._others = [(field.name, field.python_value) for field in fields if not _is_as_it_comes(field)]

    def row(self, values: Sequence[Any]) -> Any:
        """A row of the table from the values of its columns, in their order."""
        row = self._model(__no_default__=True)
        data = row.__data__
        data.update(zip(self._names, values, strict=True))
        for name, read in self._others:
            data[name] = read(data[name])
        return row


def _is_as_it_comes(field: Field) -> bool:
    return isinstance(field, AS_THEY_COME) and type(field).python_value in PEEWEES_OWN
