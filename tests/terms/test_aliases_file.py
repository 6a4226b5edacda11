"""Aliases as a file: written out safely, taken in whole or not at all."""

import io

import pytest

from peerportal.terms import merging, spreadsheet
from peerportal.terms.models import Term, TermDeed
from tests.rows import changed, fingerprint
from tests.terms.test_merging import term


@pytest.fixture
def coordinating(make_person, carmen, browser_of):
    make_person("Cy Cook", offers=["Sourdough", "Pizza"])
    return browser_of(carmen)


def bring(browser, data, status=303):
    data = data.encode() if isinstance(data, str) else data
    return browser.post("/admin/terms/aliases", {"file": (io.BytesIO(data), "aliases.csv")}, status=status)


def test_a_file_of_aliases_is_taken_and_comes_out_again(coordinating):
    bring(coordinating, "alias,term\nFlatbread,pizza\nLevain,Sourdough\nk8,Kubernetes\n")
    assert Term.resolve("flatbread").label == "Pizza" and Term.resolve("K8").label == "Kubernetes"
    out = coordinating.open("GET", "/admin/terms/aliases.csv")
    assert out.get_data(as_text=True).splitlines() == [
        "alias,term", "k8,Kubernetes", "Flatbread,Pizza", "Levain,Sourdough",
    ]  # fmt: skip
    assert out.headers["Content-Disposition"].startswith("attachment")
    told = coordinating.follow(bring(coordinating, out.get_data()))
    assert "aliases already" in told.get_text() and TermDeed.select().count() == 3


FILES = [
    b"Flatbread;Pizza\nLevain;Sourdough",
    b"Flatbread\tPizza\r\n\r\nLevain\tSourdough",
    b"\xef\xbb\xbfalias,term\nFlatbread,Pizza\nLevain,Sourdough",
    "alias,term\nFlatbread,Pizza\nLevain,Sourdough".encode("utf-16"),
]


@pytest.mark.parametrize("data", FILES)
def test_files_come_as_spreadsheets_write_them(coordinating, data):
    bring(coordinating, data)
    assert Term.resolve("Levain").label == "Sourdough" and Term.resolve("Flatbread").label == "Pizza"


def test_with_one_wrong_row_nothing_is_taken_and_each_is_told(coordinating):
    before = fingerprint({"sign_in"})
    page = bring(
        coordinating, "alias,term\nLevain,Sourdough\n,Pizza\nCrust,Pizzza\nPizza,Sourdough\nX\n", 422
    )
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert rows == [
        ["3", "", "Pizza", "The alias is missing."],
        ["4", "Crust", "Pizzza", "No term in use is written “Pizzza”. Did you mean “Pizza”?"],
        ["5", "Pizza", "Sourdough", "“Pizza” is a term of its own. Merge it into “Sourdough” instead."],
        ["6", "X", "", "The term is missing."],
    ]
    assert not changed(before, fingerprint({"sign_in"}))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "no alias"),
        ("alias,term\n", "no alias"),
        (b"\x81\x8d\x8f", "not text"),
        ("a,b\n" * (spreadsheet.MOST_ROWS + 1), "more than 2,000"),
        ("x" * (spreadsheet.MOST_BYTES + 1), "larger than 1 MB"),
        ("x" * 200_000, "cannot be read|missing|80 characters"),
    ],
)
def test_what_is_no_such_file_is_refused_kindly(coordinating, data, said):
    page = bring(coordinating, data, 422)
    assert any(part in page.select_one("main").get_text() for part in said.split("|"))


def test_no_file_at_all_is_said_beside_the_field(coordinating):
    page = coordinating.post("/admin/terms/aliases", {}, status=422)
    assert "choose a file" in page.select_one("#file-error").get_text()


def test_what_a_spreadsheet_would_run_is_written_so_that_it_does_not(coordinating, carmen):
    merging.add_alias(term("Pizza"), "=1+1", by=carmen.id)
    assert "'=1+1,Pizza" in spreadsheet.written()
    assert spreadsheet.read(io.BytesIO(spreadsheet.written().encode())) == [(2, "=1+1", "Pizza")]
