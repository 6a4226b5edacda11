"""The change log: written with the deed, in the order of committing."""

import pytest

from peerportal.core import changes
from peerportal.core.db import transaction


def test_all_changes_of_a_transaction_share_one_number(app):
    before = changes.head()
    with transaction():
        changes.record("person", 1)
        changes.record("terms", 1)
        changes.record("person", 1)
    assert changes.head() == before + 1
    assert changes.since(before) == [(before + 1, "person", 1, 0, 0), (before + 1, "terms", 1, 0, 0)]


def test_what_is_rolled_back_leaves_no_change(app):
    before = changes.head()
    with pytest.raises(ZeroDivisionError), transaction():
        changes.record("person", 1)
        raise ZeroDivisionError
    assert changes.head() == before
    assert changes.since(before) == []


def test_an_inner_part_that_fails_takes_only_its_own_changes_away(app):
    before = changes.head()
    with transaction():
        changes.record("person", 1)
        try:
            with transaction():
                changes.record("person", 2)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
    assert [row[2] for row in changes.since(before)] == [1]


def test_a_change_needs_a_transaction_and_a_known_kind(app):
    with pytest.raises(RuntimeError):
        changes.record("person", 1)
    with transaction(), pytest.raises(ValueError, match="unknown kind"):
        changes.record("weather", 1)


def test_the_log_can_be_followed_in_steps(app):
    start = changes.head()
    with transaction():
        for number in range(250):
            changes.record("person", number)
    assert len(changes.since(start)) == 250
    assert len(changes.since(start, limit=100)) == 100
