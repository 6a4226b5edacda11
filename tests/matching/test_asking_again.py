"""Whatever opens something between two people asks every rule again, as things stand then."""

import datetime as dt

import pytest

from peerportal.core import clock, jobs
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Group
from peerportal.matching.models import PeerRequest
from peerportal.matching.models.requests import EXPIRED
from peerportal.matching.requests import answers, sending
from peerportal.people.models import Person

NOTE = "Would you show me how you begin a talk?"


@pytest.fixture
def asked(priya, omar):
    """Priya has asked Omar."""
    return sending.send(priya, omar, NOTE)


def expire():
    clock.move(dt.timedelta(days=11))
    jobs.HANDLERS["peer_requests"]({})


def test_reviving_lets_nobody_have_more_requests_than_there_may_be(asked, priya, omar, make_person, still):
    expire()
    for name in ("Ada One", "Bo Two", "Cy Three"):
        sending.send(priya, make_person(name), NOTE)
    for person, sentence in ((priya, "as many as there may be"), (omar, "ask Priya yourself")):
        with pytest.raises(RuleBroken, match=sentence):
            sending.revive(asked, person)
    assert PeerRequest.get_by_id(asked.id).state == EXPIRED


@pytest.mark.parametrize("change", ["manager", "paused", "suspended", "left"])
@pytest.mark.parametrize("verb", ["accept", "revive", "cross"])
def test_what_changed_since_a_request_was_sent_counts(asked, priya, omar, still, verb, change):
    if verb == "revive":
        expire()
    facts = {"manager": omar.id} if change == "manager" else {"state": change}
    Person.update(**facts).where(Person.id == priya.id).execute()
    deeds = {
        "accept": lambda: answers.accept(asked, omar),
        "revive": lambda: sending.revive(asked, omar),
        "cross": lambda: sending.send(omar, priya, NOTE),
    }
    with pytest.raises(RuleBroken, match="not available"):
        deeds[verb]()
    assert not Group.select().exists()


@pytest.mark.parametrize("verb", ["accept", "revive", "cross"])
def test_nobody_opens_anything_during_a_pause_of_their_own(asked, priya, omar, still, verb):
    if verb == "revive":
        expire()
    Person.update(state="paused").where(Person.id == omar.id).execute()
    omar = Person.get_by_id(omar.id)
    with pytest.raises(RuleBroken, match="not taking part"):
        {"accept": answers.accept, "revive": sending.revive}.get(
            verb, lambda _, by: sending.send(by, priya, NOTE)
        )(asked, omar)
    assert not Group.select().exists()
