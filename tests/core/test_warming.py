"""What a process reads beforehand: everything asked for, and a failure is a line in the log."""

import threading

import pytest

from peerportal import serve
from peerportal.core.db import database
from peerportal.core.warming import warm
from peerportal.matching import index
from peerportal.terms import known
from peerportal.terms.models import Term


@pytest.fixture
def beside(app):
    """Warms in a thread of its own, as the server does, and returns when that is done."""

    def run(reads, stop=None):
        thread = threading.Thread(target=warm, args=(stop or threading.Event(), reads, 0.0))
        thread.start()
        thread.join(30)
        assert not thread.is_alive()

    return run


def test_what_a_serving_process_needs_first_is_there_before_anybody_asks(beside, caplog, monkeypatch):
    Term.named("Zwiebelkuchen")
    monkeypatch.setattr(known, "_known", None)
    index.forget()
    beside(serve.soon_after)
    assert "zwiebelkuchen" in known._known.used.by_key
    assert index._index is not None
    assert "beforehand" not in caplog.text


def test_everything_is_read_on_a_connection_and_a_failure_is_only_logged(beside, caplog):
    done = []

    def broken():
        database.execute_sql("SELECT words FROM no_such_table")

    beside({"nothing": broken, "one": lambda: done.append(database.execute_sql("SELECT 1").fetchone()[0])})
    assert done == [1]
    assert "reading nothing beforehand met" in caplog.text and "no_such_table" not in caplog.text


def test_a_process_that_ends_reads_nothing_more(beside):
    done, stop = [], threading.Event()
    beside({"first": stop.set, "second": lambda: done.append(2)}, stop)
    assert not done and stop.is_set()
