"""A person's tilts multiply the programme's weights, stand in the address, and are kept only when they say so."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.matching import tilt
from peerportal.matching.models import KeptTilt
from peerportal.matching.peer import Peer
from peerportal.matching.score import WEIGHTS, Wishes, compare
from peerportal.matching.tilt import AXES, Tilt, offered, tilted
from tests.matching.people import nearness, peers, wishes

HOURS = 2**100 - 1
ENDS = [(axis.name, end.value) for axis in AXES for end in axis.ends]
tilts = st.builds(
    Tilt, **{axis.name: st.sampled_from(["", *(end.value for end in axis.ends)]) for axis in AXES}
)


def ahead(one, other, wished):
    """By how much Priya's list would put `one` before `other`."""
    priya = Peer(
        1, department="Sales", location="Pune", level=3, hours=HOURS, seeks=(5,), situations=frozenset({9})
    )
    return compare(priya, one, {}, wished).total - compare(priya, other, {}, wished).total


def pulls(one, other, end, wished=None):
    """Whether an end of a tilt moves `one` up against `other`, and the other end of the same axis down."""
    wished = wished or Wishes()
    axis, value = end
    other_end = next(there for name, there in ENDS if name == axis and there != value)
    middle = ahead(one, other, wished)
    there, back = (ahead(one, other, tilted(wished, Tilt(**{axis: way}))) for way in (value, other_end))
    return there > middle >= back or there >= middle > back


SOMEBODY = Peer(2, department="Legal", location="Lisbon", level=1)


@pytest.mark.parametrize(
    "end, better",
    [
        (("likeness", "like"), {"department": "Sales"}),
        (("likeness", "like"), {"level": 3}),
        (("likeness", "like"), {"situations": frozenset({9})}),
        (("distance", "near"), {"location": "Pune"}),
        (("distance", "near"), {"hours": HOURS}),
        (("focus", "skills"), {"offers": (5,)}),
        (("focus", "situation"), {"situations": frozenset({9})}),
    ],
)
def test_each_tilt_moves_up_those_whom_its_words_name(end, better):
    assert pulls(replace(SOMEBODY, **better), SOMEBODY, end)


def test_a_department_wished_different_stays_wished_beside_a_tilt_to_far_places():
    far = tilted(Wishes(department="different"), Tilt(distance="far"))
    assert (far.department, far.place) == ("different", "different")
    assert ahead(SOMEBODY, replace(SOMEBODY, department="Sales"), far) > 0


@given(wishes())
def test_the_middle_is_the_programmes_own_order(wished):
    assert tilted(wished, Tilt()) == wished


@given(wishes(), tilts)
def test_what_the_programme_has_turned_off_stays_off(wished, chosen):
    after = tilted(wished, chosen)
    for name in WEIGHTS:
        assert (after.weight(name) == 0) == (wished.weight(name) == 0)


@given(peers(number=1), peers(number=2), nearness(), wishes(), tilts)
@settings(max_examples=100, deadline=None)
def test_under_one_tilt_both_sides_see_the_same_total(one, other, near, wished, chosen):
    after = tilted(wished, chosen)
    assert compare(one, other, near, after).total == compare(other, one, near, after).total


@given(st.dictionaries(st.sampled_from("likeness distance focus q".split()), st.text() | st.just("near")))
def test_any_address_gives_a_tilt_and_the_same_again(args):
    chosen = Tilt.from_args(args)
    assert (chosen is None) == (not args.keys() & {"likeness", "distance", "focus"})
    if chosen is not None:
        assert Tilt.from_args(chosen.to_args()) == chosen


def test_only_tilts_that_can_change_the_order_are_offered():
    assert offered(Wishes()) == AXES
    alone = Wishes(notches={"exchange": 2, "common": 0, "practical": 0, "level": 0, "difference": 0})
    assert offered(alone) == ()
    skills = replace(alone, notches={**alone.notches, "practical": 2})
    assert [axis.name for axis in offered(skills)] == ["distance", "focus"]


def test_every_end_says_what_it_does():
    for axis in AXES:
        assert axis.end("") is None
        for end in axis.ends:
            assert end.label and end.does and axis.end(end.value) is end
            assert tilt.Tilt(**{axis.name: end.value}).ends == (end,)


def test_a_tilt_is_kept_changed_and_given_up(priya, omar):
    KeptTilt.keep(Tilt(distance="near"), by=priya)
    KeptTilt.keep(Tilt(distance="far", focus="skills"), by=priya)
    assert KeptTilt.of(priya.id) == Tilt(distance="far", focus="skills")
    assert KeptTilt.of(omar.id) == Tilt()
    KeptTilt.keep(Tilt(), by=priya)
    assert KeptTilt.of(priya.id) == Tilt() and not KeptTilt.select().exists()
