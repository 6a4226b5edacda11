"""One record as a person."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerportal.people.roster import dates
from peerportal.people.roster.rows import Reference, address, reader, straight


def row(order=dates.UNCLEAR, **cells):
    columns = {part: place for place, part in enumerate(cells)}
    return reader(columns, len(columns), order)(2, list(cells.values()))


def test_stray_blanks_go_and_nothing_else():
    person = row(email=" Zoe@Example.COM ", name="  Zoë   Østergaard-Núñez ", department="Production       ")
    assert (person.email, person.folded_email) == ("Zoe@example.com", "zoe@example.com")
    assert (person.name, person.department) == ("Zoë Østergaard-Núñez", "Production")
    assert not person.faults and not person.notes


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Haddad, Omar", "Omar Haddad"), ("Adinolfi, Wilson  K", "Wilson  K Adinolfi"), ("Omar Haddad", "Omar Haddad"),
        ("Omar Haddad, PhD", "Omar Haddad, PhD"), ("King, Martin L., Jr.", "Martin L. King Jr."), ("李雷", "李雷"),
        ("a, b, c, d", "a, b, c, d"), (",", ","),
    ],
)  # fmt: skip
def test_a_name_written_last_first_is_turned(written, said):
    assert straight(written) == said


def test_first_and_last_name_make_a_name():
    assert row(first_name="Ann", last_name="Lee").name == "Ann Lee"
    assert row(name="Ann Lee-Smith", first_name="Ann", last_name="Lee").name == "Ann Lee-Smith"


@pytest.mark.parametrize("name", ["", " ", "-", "\u3164", "\u2800", "\u200b", "!!!", "n/a"])
def test_a_name_that_shows_nothing_is_refused(name):
    assert row(name=name, email="a@example.com").faults == ["There is no name."]


@pytest.mark.parametrize(
    "good",
    [
        "a@example.com",
        "o'brien@example.com",
        "a.b+c@sub.example.co.uk",
        "ann@corp.local",
        "ann@x.test",
        "jörg@exämple.de",
    ],
)
def test_good_addresses_pass(good):
    assert address(good)


@pytest.mark.parametrize(
    "bad", ["a", "a@", "@b.de", "a b@example.com", "a@b", "a@-x.de", "a..b@example.com", "a@b..de", "a" * 65 + "@b.de",
            "a@" + "b" * 64 + ".de", "a@.local", "a@local", ".a@corp.local",
            "a@b.de,c@d.de", "a@b.de\r\nBcc: x@y.de", "\ud800@b.de"],
)  # fmt: skip
def test_bad_addresses_refuse_the_row_and_never_crash(bad):
    with pytest.raises(ValueError):
        address(bad)


def test_an_address_in_angle_brackets_or_a_link_is_taken_out():
    assert row(name="Ann", email="Ann Lee <ann@example.com>").email == "ann@example.com"
    assert row(name="Ann", email="mailto:ann@example.com").email == "ann@example.com"


def test_several_terms_in_a_cell_are_told_apart():
    person = row(name="Ann", offers="SQL; Go |  C++\nC#,sql,,", languages="English, Deutsch")
    assert person.offers == ("SQL", "Go", "C++", "C#")
    assert person.languages == ("English", "Deutsch")


def test_fields_over_their_limit_are_refused_with_the_reason():
    assert row(name="x" * 121).faults == ["Full name has more than 120 characters."]
    assert row(name="Ann", department="x" * 121).faults == ["Department has more than 120 characters."]
    assert "more than 80 characters" in row(name="Ann", offers="x" * 81).faults[0]
    person = row(name="Ann", offers=";".join(f"skill {n}" for n in range(30)))
    assert len(person.offers) == 15 and person.notes and not person.faults


def test_shifted_lines_are_refused_and_short_ones_filled():
    read = reader({"email": 0, "name": 1, "department": 2}, 3)
    assert read(2, ["a@example.com", "Ann", "IT", "more"]).faults
    assert not read(3, ["a@example.com", "Ann", "IT", " ", ""]).faults
    assert read(4, ["a@example.com", "Ann"]).department == ""


def test_an_unknown_time_zone_is_left_out_and_said():
    assert row(name="Ann", time_zone="europe/berlin").time_zone == "Europe/Berlin"
    person = row(name="Ann", time_zone="../../etc/passwd")
    assert person.time_zone == "" and "time zone" in person.notes[0]


def test_employee_numbers_of_a_spreadsheet_lose_their_fraction():
    assert row(name="Ann", employee_no="1042.0").employee_no == "1042"
    assert row(name="Ann", employee_no="A-07").employee_no == "A-07"


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"manager": "Omar@Example.com"}, Reference("omar@example.com", "", "", "Omar@Example.com")),
        ({"manager": "Haddad, Omar"}, Reference("", "", "Omar Haddad", "Haddad, Omar")),
        ({"manager": "Omar Haddad (1042)"}, Reference("", "1042", "Omar Haddad", "Omar Haddad (1042)")),
        ({"manager": "Omar <o@example.com>"}, Reference("o@example.com", "", "Omar", "Omar <o@example.com>")),
        ({"manager": "Omar", "manager_no": "7.0"}, Reference("", "7", "Omar", "Omar")),
        ({"manager_email": "o@example.com"}, Reference("o@example.com", "", "", "o@example.com")),
        ({"manager": "N/A"}, Reference()),
    ],
)  # fmt: skip
def test_a_manager_is_named_in_several_ways(cells, wanted):
    assert row(name="Ann", **cells).manager == wanted


def test_without_a_column_of_managers_the_row_says_nothing_of_one():
    assert row(name="Ann").manager is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["7/5/2011", "30/1/2012"], dates.DAY_FIRST), (["7/5/2011", "1/30/2012"], dates.MONTH_FIRST),
        (["7/5/2011", "1/2/2012"], dates.UNCLEAR), (["30/1/2012", "1/30/2012"], dates.UNCLEAR), ([], dates.UNCLEAR),
    ],
)  # fmt: skip
def test_the_order_of_dates_is_decided_for_the_column(cells, order):
    assert dates.order_of(cells) == order


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2011-07-05", "unclear", dt.date(2011, 7, 5)), ("2011-07-05 00:00:00", "unclear", dt.date(2011, 7, 5)),
        ("5.7.2011", "unclear", dt.date(2011, 7, 5)), ("7/5/2011", "month", dt.date(2011, 7, 5)),
        ("7/5/11", "day", dt.date(2011, 5, 7)), ("7/5/2011", "unclear", None),
        ("7/7/2011", "unclear", dt.date(2011, 7, 7)),
        ("30/1/2012", "unclear", dt.date(2012, 1, 30)), ("5-Jul-2011", "unclear", dt.date(2011, 7, 5)),
        ("Jul 5, 2011", "unclear", dt.date(2011, 7, 5)), ("20110705", "unclear", dt.date(2011, 7, 5)),
        ("30/2/2012", "day", None), ("0001-01-01", "unclear", None), ("soon", "unclear", None),
        ("١/٢/٢٠١١", "day", dt.date(2011, 2, 1)),
    ],
)  # fmt: skip
def test_dates_are_read_or_left_out(cell, order, day):
    assert dates.read(cell, order) == day


anything = st.text(max_size=60)


@given(anything, anything, anything, anything, anything, anything)
def test_no_cell_whatever_crashes(email, name, manager, hired_on, offers, zone):
    person = row(email=email, name=name, manager=manager, hired_on=hired_on, offers=offers, time_zone=zone)
    for text in (person.email, person.name, *person.offers):
        assert "\0" not in text and "\n" not in text


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), st.sampled_from(["day", "month"]), st.booleans())
def test_dates_come_back_as_they_were_written(day, order, short):
    form = {"day": "%d/%m/", "month": "%m/%d/"}[order] + ("%y" if short else "%Y")
    assert dates.read(day.strftime(form), order) == day
