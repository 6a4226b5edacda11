"""Files as HR systems write them, down to records."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerportal.people.roster import decode

NASTIES = json.loads((Path(__file__).parents[2] / "data" / "portal-nasties.json").read_text("utf-8"))


def read(data, encoding="utf-8"):
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode(encoding))
    shape = decode.look_at(stream)
    return shape, list(decode.records(stream, shape))


def refusal(data):
    with pytest.raises(decode.Unreadable) as refused:
        read(data)
    return str(refused.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_delimiter_and_encoding_is_found(delimiter, encoding):
    lines = [
        "Work Email,Full Name,Department",
        "zoe@example.com,Zoë Østergaard-Núñez,Büro",
        "b@example.com,Bo,IT",
    ]
    text = "\r\n".join(line.replace(",", delimiter) for line in lines)
    shape, found = read(text, encoding)
    assert shape.delimiter == delimiter
    assert shape.headings == ("Work Email", "Full Name", "Department")
    assert found[0] == (2, ["zoe@example.com", "Zoë Østergaard-Núñez", "Büro"])


def test_quoted_fields_may_hold_line_breaks_and_other_delimiters():
    text = 'Email;Name;Skills\n"a@example.com";"Lee; Ann";"SQL,\r\nGo, ""C++"""\n\nb@example.com;Bo;\n'
    shape, found = read(text)
    assert shape.delimiter == ";"
    assert found == [
        (2, ["a@example.com", "Lee; Ann", 'SQL,\r\nGo, "C++"']),
        (5, ["b@example.com", "Bo", ""]),
    ]


def test_cells_full_of_semicolons_do_not_hide_the_comma():
    shape, _ = read("email,name,offers\na@example.com,Ann,a;b;c;d\nb@example.com,Bo,e;f;g;h\n")
    assert shape.delimiter == ","


def test_a_line_that_names_the_separator_is_believed_and_skipped():
    shape, found = read("sep=;\r\nEmail;Name\r\na@example.com;Ann\r\n")
    assert shape.headings == ("Email", "Name")
    assert found == [(3, ["a@example.com", "Ann"])]


def test_old_line_ends_are_understood():
    assert [line for line, _ in read("email,name\ra@example.com,Ann\rb@example.com,Bo\r")[1]] == [2, 3]


@pytest.mark.parametrize("case", [case for case in NASTIES["csv_import_files"] if "bytes_hex" in case])
def test_hostile_files_are_read_or_refused_with_a_sentence(case):
    data = bytes.fromhex(case["bytes_hex"])
    if case["want"] == "1 row":
        assert len(read(data)[1]) == 1
    elif case["name"] == "utf16le":
        shape, found = read(data)
        assert shape.headings == ("email",) and not found
    else:
        assert refusal(data).endswith(".")


def test_a_quotation_mark_left_open_is_refused():
    assert "quotation mark" in refusal('email,name\n"' + "a" * 200_000)
    assert "never closed" in refusal('email,name\n"' + "a@example.com,Ann\n" * 2_000)


def test_what_is_no_roster_is_refused():
    assert "empty" in refusal("")
    assert "empty" in refusal("\n\n  \n")
    assert "columns" in refusal("," * 5_000)
    assert "Two columns" in refusal("email,email\na@example.com,b")
    assert "Two columns" in refusal("E-Mail,e mail\na@example.com,b")
    assert "names of the columns" in refusal("ann@example.com,Ann\nbo@example.com,Bo\n")
    assert "neither" in refusal(b"email,name\n\xff\x81\x8d")
    assert "UTF-32" in refusal("email,name\n".encode("utf-32"))
    assert "too long" in refusal("email," + "x" * 600_000)
    assert "no text" in refusal(b"\x00\x01\x02\x03")


def test_more_people_than_the_limit_are_refused():
    text = "email,name\n" + "".join(f"p{n}@example.com,P\n" for n in range(decode.MOST_ROWS + 1))
    assert "50,000" in refusal(text)


cells = st.lists(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")), min_size=3, max_size=3
)


@given(st.lists(cells, max_size=12), st.sampled_from(decode.DELIMITERS))
def test_what_a_spreadsheet_writes_comes_back(people, delimiter):
    people = [row for row in people if any(cell.strip() for cell in row)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
        [["Email", "Name", "Office"], *people]
    )
    shape, found = read(out.getvalue())
    assert shape.delimiter == delimiter
    assert [row for _, row in found] == people


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        read(data)
    except decode.Unreadable as refused:
        assert str(refused).endswith((".", "?"))
