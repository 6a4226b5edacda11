"""Requests end and reminders go out while others write: the job holds no reading open when it begins to write."""

import datetime as dt
import threading

from peerportal.core import clock, db
from peerportal.matching.models import PeerRequest
from peerportal.matching.models.requests import EXPIRED
from peerportal.matching.requests import endings, sending
from peerportal.people.models import Person


def somebody_else_writes(person):
    def write():
        with db.database.connection_context():
            Person.update(version=Person.version + 1).where(Person.id == person.id).execute()

    other = threading.Thread(target=write)
    other.start()
    other.join()


def test_requests_end_while_others_write(priya, omar, lin, still, monkeypatch):
    for recipient in (omar, lin):
        sending.send(priya, recipient, "Shall we?")
    one_by_one = {"_expire": endings._expire, "_remind": endings._remind}

    def after_somebody_else(name):
        def act(*given):
            somebody_else_writes(priya)
            return one_by_one[name](*given)

        return act

    for name in one_by_one:
        monkeypatch.setattr(endings, name, after_somebody_else(name))
    clock.move(dt.timedelta(days=3, hours=1))
    assert endings.remind_due() == 2
    clock.move(dt.timedelta(days=8))
    assert endings.expire_due() == 2
    assert {one.state for one in PeerRequest.select()} == {EXPIRED}
