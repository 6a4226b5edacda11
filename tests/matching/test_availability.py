"""Room that is taken, requests that wait and rests that end: the list follows by itself."""

from datetime import timedelta

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.matching import suggestions
from peerportal.people.models import Profile
from tests.world import ask, open_group


def test_room_taken_by_a_group_and_waiting_requests_are_seen(app, priya, omar, programme):
    assert suggestions.page(priya.id).cards
    with transaction():
        open_group(priya, omar, programme, item="words")
    assert suggestions.page(priya.id).state == "full"
    with transaction():
        Profile.update(room=2).where(Profile.person == priya.id).execute()
        changes.record("room", priya.id)
    page = suggestions.page(priya.id)
    assert page.state == "ready" and page.cards == [] and page.tally.by_rule == {"in_touch": 1}


def test_a_cool_down_ends_by_itself(still, priya, omar, programme):
    with transaction():
        ask(omar, priya, programme, state="declined")
    assert suggestions.page(priya.id).tally.by_rule == {"unavailable": 1}
    clock.move(timedelta(days=59))
    assert suggestions.page(priya.id).cards == []
    clock.move(timedelta(days=2))
    assert len(suggestions.page(priya.id).cards) == 1
