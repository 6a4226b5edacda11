"""Whose turn it is to host, whoever comes and goes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.groups.circles import turns

TURNS = st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=8, unique_by=lambda one: one[0])


def there(order):
    return [person for person, present in order if present]


@settings(max_examples=150)
@given(TURNS, st.none() | st.integers(1, 30))
def test_a_host_is_somebody_who_is_there(order, last):
    host = turns.following(order, last)
    assert host in there(order) if there(order) else host is None


@settings(max_examples=150)
@given(TURNS, st.none() | st.integers(1, 30))
def test_in_as_many_meetings_as_there_are_people_each_hosts_once(order, last):
    hosts = []
    for _ in there(order):
        last = turns.following(order, last)
        hosts.append(last)
    assert sorted(hosts) == sorted(there(order))


@settings(max_examples=150)
@given(TURNS, st.data())
def test_who_leaves_is_skipped_and_nobody_else_moves(order, data):
    if len(there(order)) < 2:
        return
    leaver = data.draw(st.sampled_from(there(order)))
    after = [(person, present and person != leaver) for person, present in order]
    before = turns.upcoming(order, there(order)[0])
    stays = [person for person in before if person != leaver]
    assert turns.upcoming(after, stays[0]) == stays


@settings(max_examples=150)
@given(TURNS, st.none() | st.integers(1, 30))
def test_the_list_that_is_shown_is_the_order_in_which_they_host(order, last):
    shown = turns.upcoming(order, turns.following(order, last))
    hosts, host = [], last
    for _ in there(order):
        host = turns.following(order, host)
        hosts.append(host)
    assert shown == hosts


def test_nobody_left_means_nobody_hosts():
    assert turns.following([(1, False)], 1) is None
    assert turns.upcoming([], None) == []


def test_a_host_who_has_just_left_is_followed_by_the_next_one():
    assert turns.following([(1, True), (2, False), (3, True)], 2) == 3
    assert turns.following([(1, True), (2, True), (3, False)], 3) == 1
