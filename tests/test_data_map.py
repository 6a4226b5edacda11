"""Every column is classified before it is kept."""

import pytest

from peerportal import data_map
from peerportal.core.db import SealedField
from peerportal.data_map import rules
from peerportal.people.models import Person
from peerportal.tables import TABLES


def columns_of(model):
    return {field.column_name: field for field in model._meta.sorted_fields}


def points_to_people(field):
    return getattr(field, "rel_model", None) is Person


each_table = pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.table_name)


def test_the_map_names_the_tables_that_are_there():
    assert data_map.TABLES.keys() == {model._meta.table_name for model in TABLES}


@each_table
def test_every_column_is_declared_once(model):
    table = data_map.TABLES[model._meta.table_name]
    declared = [name for names in table.columns.values() for name in names.split()]
    assert len(declared) == len(set(declared)), "a column stands twice"
    assert set(declared) == columns_of(model).keys()
    assert table.kept, "how long do its rows stay?"


@each_table
def test_sealed_columns_are_mapped_as_sealed_and_no_others(model):
    mapped = data_map.TABLES[model._meta.table_name].rules()
    for name, field in columns_of(model).items():
        assert (mapped[name] is rules.SEALED) == isinstance(field, SealedField), name


@each_table
def test_a_table_about_people_says_whose_rows_they_are(model):
    table = data_map.TABLES[model._meta.table_name]
    assert set(table.owner) <= columns_of(model).keys()
    about = [name for name, field in columns_of(model).items() if points_to_people(field)]
    personal = any(rule not in (rules.SYSTEM, rules.KEY) for rule in table.columns)
    if about and personal:
        assert table.owner, f"{about} point to people"


@each_table
def test_secrets_are_never_exported(model):
    for name, rule in data_map.TABLES[model._meta.table_name].rules().items():
        if "digest" in name or "hash" in name or name == "wrapped_key":
            assert rule is rules.SECRET, name
            assert rule.exported == "no"
