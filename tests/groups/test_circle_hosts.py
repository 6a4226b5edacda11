"""The host of a circle's meeting: each in turn, passed on once, and none in a pair."""

from peerportal.groups import holding
from peerportal.groups.circles import hosting, membership
from peerportal.groups.models import Meeting
from tests.groups.test_circles import host_of


def test_hosting_goes_round_and_skips_who_left(circle, priya, omar, lin):
    hosts = [host_of(circle)]
    for _ in range(3):
        holding.hold(circle, Meeting.next_of(circle).number)
        hosts.append(host_of(circle))
    assert hosts == [priya.id, omar.id, lin.id, priya.id]
    holding.hold(circle, Meeting.next_of(circle).number)
    membership.leave(circle, omar)
    assert host_of(circle) == lin.id, "what Omar was to host is the next one's"


def test_a_host_passes_it_on_once(circle, priya, omar, lin):
    assert hosting.pass_on(circle, priya, 1)
    assert host_of(circle) == omar.id
    assert not hosting.pass_on(circle, priya, 1), "a second click"
    assert host_of(circle) == omar.id


def test_a_pair_has_no_host(pair):
    assert host_of(pair) is None and hosting.next_host(pair) is None
    holding.hold(pair, 1)
    assert host_of(pair) is None
