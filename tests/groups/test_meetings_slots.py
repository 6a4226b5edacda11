"""Finding times, against an oracle that looks at every single minute on everybody's clock."""

import datetime as dt
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.groups.meetings import slots
from peerportal.groups.meetings.hours import DAY, Hours, minute_of, moment_of, stretches

ZONES = [
    "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo",
    "Pacific/Kiritimati", "Pacific/Honolulu", "America/St_Johns", "Pacific/Chatham", "UTC", "America/Santiago",
]  # fmt: skip
# A few days before clocks change somewhere, forwards and back, and one ordinary week.
BEGINNINGS = [
    "2027-03-12",
    "2027-03-26",
    "2026-10-23",
    "2026-10-30",
    "2027-04-02",
    "2026-10-02",
    "2027-06-01",
]
OFFICE = 0b0011111


def in_hours(hours, minute):
    """Whether this minute lies in the usual hours, read off the clock on their wall."""
    if not hours.are_named:
        return True
    local = moment_of(minute).astimezone(hours.zone)
    at, today = local.hour * 60 + local.minute, local.weekday()
    if hours.starts < hours.ends:
        return bool(hours.days >> today & 1) and hours.starts <= at < hours.ends
    begun = hours.days >> today & 1 and at >= hours.starts
    goes_on = hours.days >> (today - 1) % 7 & 1 and at < hours.ends
    return bool(begun or goes_on)


people = st.builds(
    Hours,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    days=st.integers(0, 127) | st.just(OFFICE),
    starts=st.integers(0, 288).map(lambda step: step * 5),
    ends=st.integers(0, 288).map(lambda step: step * 5),
)
afters = st.builds(
    lambda day, minutes: dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) + dt.timedelta(minutes=minutes),
    st.sampled_from(BEGINNINGS),
    st.integers(0, 2 * DAY),
)  # fmt: skip


@settings(max_examples=60)
@given(hours=people, after=afters)
def test_stretches_hold_exactly_the_minutes_on_the_wall(hours, after):
    first = minute_of(after)
    last = first + 3 * DAY
    if hours.are_named:
        found = {minute for a, b in stretches(hours, first, last) for minute in range(a, b)}
        assert found == {minute for minute in range(first, last) if in_hours(hours, minute)}
        assert all(one[1] < other[0] for one, other in pairwise(stretches(hours, first, last)))


@settings(max_examples=60)
@given(
    group=st.lists(people, min_size=1, max_size=4),
    after=afters,
    minutes=st.integers(1, 96).map(lambda step: step * 5),
    taken=st.lists(st.tuples(st.integers(0, 3 * DAY), st.integers(1, 600)), max_size=3),
)
def test_every_time_suits_as_many_as_can_be_and_names_exactly_who_is_outside(group, after, minutes, taken):
    busy = [(after + dt.timedelta(minutes=at), after + dt.timedelta(minutes=at + long)) for at, long in taken]
    found = slots.find(group, minutes, after=after, days=3, busy=busy)
    first = minute_of(after)
    # How many minutes since `first` lie outside each one's hours, so that a meeting is a difference of two sums.
    span = range(first, first + 4 * DAY)
    sums = [[0, *accumulate(not in_hours(hours, minute) for minute in span)] for hours in group]

    def outside(at):
        begins = at - first
        return tuple(n for n, so_far in enumerate(sums) if so_far[begins + minutes] > so_far[begins])

    def is_free(at):
        begins, ends = moment_of(at), moment_of(at + minutes)
        return all(ends <= one or begins >= other for one, other in busy)

    possible = [at for at in range(first, first + 3 * DAY) if at % 15 == 0 and moment_of(at) >= after]
    best = min((len(outside(at)) for at in possible if is_free(at)), default=len(group))
    for slot in found:
        at = minute_of(slot.starts_at)
        assert slot.starts_at >= after and at % slots.GRID == 0 and is_free(at)
        assert slot.outside == outside(at)
    assert min((len(slot.outside) for slot in found), default=len(group)) == best
    assert len(found) <= slots.COUNT and found == sorted(found, key=lambda slot: slot.starts_at)


def office(zone, days=OFFICE):
    return Hours(ZoneInfo(zone), days, 9 * 60, 17 * 60)


def local(found, zone):
    return [f"{slot.starts_at.astimezone(ZoneInfo(zone)):%a %d %H:%M}" for slot in found]


NOON = dt.datetime(2026, 11, 26, 12, 7, tzinfo=dt.UTC)


def test_colleagues_in_one_place_get_three_full_hours_on_three_days():
    found = slots.find([office("Europe/Lisbon")] * 2, 45, after=NOON)
    assert local(found, "Europe/Lisbon") == ["Thu 26 13:00", "Fri 27 14:00", "Mon 30 13:00"]


def test_clocks_half_an_hour_apart_meet_at_a_half_hour():
    found = slots.find([office("Asia/Kolkata"), office("Europe/Berlin")], 60, after=NOON)
    assert {slot.starts_at.minute for slot in found} <= {0, 30} and len(found) == 3


def test_across_the_date_line_the_days_are_each_ones_own():
    found = slots.find([office("Pacific/Kiritimati"), office("Pacific/Honolulu")], 45, after=NOON)
    for slot in found:
        there, here = (
            slot.starts_at.astimezone(ZoneInfo(f"Pacific/{name}")) for name in ("Kiritimati", "Honolulu")
        )
        assert there.weekday() < 5 and here.weekday() < 5
        assert (there.date() - here.date()).days == 1
    assert len({day[:6] for day in local(found, "Pacific/Honolulu")}) == 3 and not any(
        slot.outside for slot in found
    )


@pytest.mark.parametrize("change", ["2027-03-28", "2026-10-25"])
def test_usual_hours_stay_on_the_wall_when_the_clocks_change(change):
    after = dt.datetime.fromisoformat(f"{change}T00:00").replace(tzinfo=dt.UTC) - dt.timedelta(days=2)
    early = Hours(ZoneInfo("Europe/Berlin"), OFFICE, 8 * 60, 9 * 60)
    found = slots.find([early], 60, after=after, days=7)
    assert [slot.starts_at.astimezone(early.zone).hour for slot in found] == [8, 8, 8]
    assert {slot.starts_at.hour for slot in found} == {6, 7}


def test_a_night_shift_runs_over_midnight():
    night = Hours(ZoneInfo("UTC"), 0b0000001, 22 * 60, 6 * 60)
    found = slots.find([night], 60, after=NOON, days=5)
    assert found and all(slot.starts_at.weekday() in (0, 1) for slot in found)
    assert all(slot.starts_at.hour >= 22 or slot.starts_at.hour < 6 for slot in found)


def test_without_a_common_hour_it_comes_near_and_says_for_whom_not():
    found = slots.find([office("Pacific/Auckland"), office("Europe/Lisbon")], 45, after=NOON)
    assert len(found) == 3 and all(len(slot.outside) == 1 for slot in found)
    assert all(7 <= slot.starts_at.hour <= 9 or slot.starts_at.hour >= 16 for slot in found)


def test_whoever_names_no_hours_restricts_nothing():
    nobody = Hours(ZoneInfo("Asia/Tokyo"))
    assert not nobody.are_named
    assert slots.find([office("UTC"), nobody], 45, after=NOON)[0].outside == ()


def test_only_one_day_in_the_window_gives_three_times_apart_on_it():
    monday = office("UTC", 0b0000001)
    found = slots.find([monday, monday], 45, after=NOON, days=6)
    assert len(found) == 3 and len({slot.starts_at.date() for slot in found}) == 1
    assert all(b.starts_at - a.starts_at >= dt.timedelta(hours=2) for a, b in pairwise(found))


def test_nobody_and_no_days_find_nothing():
    assert slots.find([], 45, after=NOON) == [] == slots.find([office("UTC")], 45, after=NOON, days=0)
    assert slots.find([office("UTC")], 480, after=NOON, days=14)
    assert slots.find([Hours(ZoneInfo("UTC"), OFFICE, 540, 560)], 45, after=NOON) == []
