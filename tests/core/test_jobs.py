"""Work for later is written with the deed, done once it is due, and tried again when it fails."""

import datetime as dt

import pytest

from peerportal.core import clock, jobs
from peerportal.core.db import transaction
from peerportal.core.jobs import Job


@pytest.fixture
def done():
    """A kind of work that notes what it was given."""
    seen = []
    jobs.HANDLERS["note"] = seen.append
    yield seen
    del jobs.HANDLERS["note"]


def test_a_job_is_done_once(app, done, do_jobs):
    jobs.enqueue("note", {"of": 1})
    do_jobs()
    do_jobs()
    assert [payload["of"] for payload in done] == [1]


def test_a_job_of_a_transaction_that_fails_was_never_there(app, done, do_jobs):
    with pytest.raises(ZeroDivisionError), transaction():
        jobs.enqueue("note")
        raise ZeroDivisionError
    do_jobs()
    assert done == []


def test_the_same_key_makes_one_job(app, done, do_jobs):
    for _ in range(3):
        jobs.enqueue("note", key="once")
    do_jobs()
    assert len(done) == 1


def test_a_job_waits_until_it_is_due(still, done, do_jobs):
    jobs.enqueue("note", delay=3600)
    do_jobs()
    assert done == []
    still.move(dt.timedelta(hours=1, seconds=1))
    do_jobs()
    assert len(done) == 1


def test_a_job_that_fails_is_tried_again_later_and_keeps_no_words(still, do_jobs):
    def fail(payload):
        raise ValueError("what somebody wrote")

    jobs.HANDLERS["fail"] = fail
    try:
        jobs.enqueue("fail")
        do_jobs()
        job = Job.get(Job.kind == "fail")
        assert (job.done, job.error, job.attempts) == (None, "ValueError", 1)
        jobs.HANDLERS["fail"] = lambda payload: None
        still.move(dt.timedelta(minutes=10))
        do_jobs()
        assert Job.get(Job.kind == "fail").done
    finally:
        del jobs.HANDLERS["fail"]


def test_a_job_whose_worker_died_is_taken_again_after_its_lease(still, done, do_jobs):
    jobs.enqueue("note")
    taken = jobs.claim()
    assert [job.kind for job in taken] == ["note"]
    do_jobs()
    assert done == []
    still.move(dt.timedelta(seconds=jobs.LEASE_SECONDS + 1))
    do_jobs()
    assert len(done) == 1


def test_periodic_work_is_done_once_in_each_period(still, done, do_jobs):
    jobs.every("note", 3600)
    try:
        for _ in range(3):
            do_jobs()
        assert len(done) == 1
        still.move(dt.timedelta(hours=1))
        do_jobs()
        assert len(done) == 2
    finally:
        del jobs.PERIODIC["note"]


def test_jobs_behind_a_slow_one_are_done_by_one_worker_only(still, done):
    def slow(payload):
        clock.move(dt.timedelta(seconds=jobs.LEASE_SECONDS - 1))

    def meanwhile(payload):
        """Another worker looks for work once the lease that was taken on all of them is over."""
        clock.move(dt.timedelta(seconds=2))
        del jobs.HANDLERS["meanwhile"]
        jobs.run_due()

    jobs.HANDLERS |= {"slow": slow, "meanwhile": meanwhile}
    try:
        for number, kind in enumerate(("slow", "meanwhile", "note", "note")):
            jobs.enqueue(kind, {"of": number})
        jobs.run_due()
        assert sorted(payload["of"] for payload in done) == [2, 3]
    finally:
        del jobs.HANDLERS["slow"]
