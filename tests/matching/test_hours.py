"""Working hours across zones, nights and the change of the clocks."""

import datetime as dt

from peerportal.matching.peer import Peer, hours_of_week, shared_minutes

WINTER, SUMMER = dt.date(2026, 1, 12), dt.date(2026, 7, 13)
WEEKDAYS = 0b0011111


def shared(one, other, monday=WINTER):
    return shared_minutes(
        Peer(1, hours=hours_of_week(*one, monday)), Peer(2, hours=hours_of_week(*other, monday))
    )


def nine_to_five(zone, days=WEEKDAYS):
    return zone, days, 9 * 60, 17 * 60


def test_the_same_zone_shares_the_whole_day():
    assert shared(nine_to_five("Europe/Lisbon"), nine_to_five("Europe/Lisbon")) == 5 * 8 * 60


def test_lisbon_and_kolkata_share_two_and_a_half_hours_a_day_in_winter():
    assert shared(nine_to_five("Europe/Lisbon"), nine_to_five("Asia/Kolkata")) == 5 * 150
    assert shared(nine_to_five("Europe/Lisbon"), nine_to_five("Asia/Kolkata"), SUMMER) == 5 * 210


def test_a_quarter_hour_zone_is_exact():
    assert shared(nine_to_five("UTC"), nine_to_five("Asia/Kathmandu")) == 5 * (8 * 60 - 345)


def test_hours_past_midnight_and_past_the_end_of_the_week():
    night = ("UTC", 0b1000000, 22 * 60, 6 * 60)
    assert bin(hours_of_week(*night, WINTER)).count("1") == 8 * 4
    assert shared(night, ("UTC", 0b0000001, 0, 8 * 60)) == 6 * 60


def test_opposite_sides_of_the_world_share_nothing():
    assert shared(nine_to_five("America/Los_Angeles"), nine_to_five("Asia/Singapore")) == 0


def test_nobody_who_tells_no_hours_has_any():
    assert hours_of_week("UTC", 0, 540, 1020, WINTER) == 0
    assert hours_of_week("UTC", WEEKDAYS, 540, 540, WINTER) == 0


def test_an_unknown_zone_is_taken_as_utc():
    assert shared(nine_to_five("Nowhere/Land"), nine_to_five("UTC")) == 5 * 8 * 60
