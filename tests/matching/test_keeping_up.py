"""The index lives through forks, threads, pruning of the change log and counts that are written late."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from peerportal.core import changes, db, tallies
from peerportal.matching import index
from peerportal.matching.index.index import Index
from peerportal.matching.plain import Plain
from peerportal.matching.suggestions import page
from peerportal.people import blocks
from peerportal.people.models import Person
from peerportal.people.profile import words


def names(viewer):
    return {card.peer.name for card in page(viewer.id).cards}


def in_a_child(deed):
    """Fork, do the deed on a connection of its own, and say whether it came out true."""
    if not db.database.is_closed():
        db.database.close()
    db.database.obj.close_all()
    child = os.fork()
    if not child:
        wrong = 1
        try:
            db.database.connect(reuse_if_open=True)
            wrong = 0 if deed() else 2
        finally:
            os._exit(wrong)
    db.database.connect(reuse_if_open=True)
    waited = time.monotonic() + 40
    while time.monotonic() < waited:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return False


def holding_the_index(seconds):
    """Somebody in another thread has the index open, so that the lock is taken at the fork."""
    begun = threading.Event()

    def hold():
        with db.database.connection_context(), index.opened():
            begun.set()
            time.sleep(seconds)

    thread = threading.Thread(target=hold)
    thread.start()
    assert begun.wait(20)
    return thread


def test_a_forked_child_has_an_index_of_its_own_and_both_keep_up(app, priya, omar, lin):
    assert names(priya) == {"Omar Haddad", "Lin Zhao"}
    other = holding_the_index(0.3)
    assert in_a_child(lambda: names(priya) == {"Omar Haddad", "Lin Zhao"} and not blocks.block(priya, omar))
    other.join()
    assert names(priya) == {"Lin Zhao"}
    assert in_a_child(lambda: names(priya) == {"Lin Zhao"})


def test_a_child_begins_anew_when_somebody_was_writing_at_the_fork(app, priya, omar, lin, monkeypatch):
    assert len(names(priya)) == 2
    monkeypatch.setattr(index, "LONGEST_WAIT", 0.05)
    other = holding_the_index(3)
    assert in_a_child(lambda: index._index is None and len(names(priya)) == 2)
    other.join()
    assert len(names(priya)) == 2


def test_many_threads_and_edits_at_once_end_with_what_is_true(app, make_person):
    people = [
        make_person(f"Peer {n:02}", offers=["SQL", "Chess"][: 1 + n % 2], seeks=["Writing"])
        for n in range(12)
    ]

    def look(number):
        with db.database.connection_context():
            return [len(page(people[(number + step) % 12].id).cards) for step in range(25)]

    with ThreadPoolExecutor(4) as threads:
        looking = [threads.submit(look, number) for number in range(4)]
        for number in range(20):
            words.add(people[number % 12], "offer", ["Writing", "Origami", "Tax law"][number % 3])
            blocks.block(people[number % 12], people[(number * 5 + 1) % 12])
        assert all(future.result() for future in looking)
    anew = Index.read()
    for person in people:
        viewer, ties = anew.pool.peer(person.id), anew.ties(person.id)
        expected = Plain(anew, viewer, ties, anew.wishes).best()
        with index.opened() as known:
            assert known.pool.ask(known.question(viewer, ties, known.wishes)).best() == expected


def test_whoever_was_away_longer_than_the_log_is_kept_reads_everything_anew(
    app, priya, omar, lin, monkeypatch
):
    monkeypatch.setattr(changes, "KEPT", 5)
    with index.opened() as known:
        before = known
    for number in range(8):
        words.add(lin, "interest", f"Hobby {number}")
    blocks.block(priya, omar)
    assert changes.prune() > 3 and 0 < changes.Change.select().count() < 12
    assert names(priya) == {"Lin Zhao"}
    with index.opened() as known:
        assert known is not before


def test_whoever_is_not_so_far_behind_follows_a_pruned_log(app, priya, omar, lin, monkeypatch):
    monkeypatch.setattr(changes, "KEPT", 5)
    with index.opened() as known:
        before = known
    blocks.block(priya, omar)
    changes.prune()
    assert names(priya) == {"Lin Zhao"}
    with index.opened() as known:
        assert known is before


def test_the_log_is_pruned_by_a_job(app, priya, do_jobs, monkeypatch):
    monkeypatch.setattr(changes, "KEPT", 0)
    do_jobs()
    assert changes.Change.select().count() == 0 and changes.head() > 0


def test_too_many_changes_at_once_are_read_anew(app, priya, omar, lin, monkeypatch):
    from peerportal.matching.index import index as following

    monkeypatch.setattr(following, "MOST_CHANGES", 3)
    with index.opened() as known:
        before = known
    with db.transaction():
        Person.update(state="paused").where(Person.id == omar.id).execute()
        for person in (priya, omar, lin):
            changes.record("state", person.id)
    assert names(priya) == {"Lin Zhao"}
    with index.opened() as known:
        assert known is not before


def test_showings_of_last_week_that_are_written_late_are_seen_by_all(still, priya, omar):
    page(priya.id)
    still.move(timedelta(days=7))
    with index.opened() as known:
        assert known.pool.peer(omar.id).shown == 0
    tallies.flush()
    with index.opened() as known:
        assert known.pool.peer(omar.id).shown == 1 == Index.read().pool.peer(omar.id).shown


def test_a_transaction_that_writes_does_not_keep_the_index_from_reading(app, priya, omar, lin):
    assert len(names(priya)) == 2
    blocks.block(priya, omar)
    with db.transaction():
        Person.update(title="Lead").where(Person.id == priya.id).execute()
        assert names(priya) == {"Lin Zhao"}
