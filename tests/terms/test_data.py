"""The data folder fits the code that reads it."""

import csv
import gzip

from peerportal.terms.lexicon import DATA, shipped
from peerportal.terms.normalise import read


def labels():
    with gzip.open(DATA / "labels.txt.gz", "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def test_labels_are_stored_as_the_code_reads_them_today():
    stale = [label for label, key in labels()[::7] if read(label, shipped()).key != key]
    assert not stale, "run python -m peerportal.terms.make_data anew"


def test_each_label_stands_once_and_fits_its_column():
    keys = [key for _, key in labels()]
    assert len(set(keys)) == len(keys)
    assert max(len(label) for label, _ in labels()) <= 80


def test_the_alias_table_says_itself_what_is_ambiguous():
    with open(DATA / "aliases.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 250
    for row in rows:
        assert (row["ambiguous"] == "1") == ("|" in row["canonical_pipe"]), row


def test_the_sources_are_named():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert "ESCO" in text and "2011/833/EU" in text and "O*NET" in text and "CC BY 4.0" in text
