"""The data folder fits the code that reads it."""

import csv
import gzip

from peerportal.terms.american import american
from peerportal.terms.lexicon import DATA, learn_table, of_words, shipped
from peerportal.terms.normalise import read
from peerportal.terms.resolve import EXACT, resolve
from peerportal.terms.vocabulary import Vocabulary


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
    assert len(rows) > 2500
    for row in rows:
        assert (row["ambiguous"] == "1") == ("|" in row["canonical_pipe"]), row


def test_the_alias_table_is_stored_as_the_code_reads_it_today():
    lexicon = of_words()
    learn_table(lexicon, DATA / "aliases.csv")
    assert lexicon.aliases == shipped().aliases, "run python -m peerportal.terms.make_data anew"
    assert lexicon.inside == shipped().inside
    assert not [word for word in lexicon.extra if word not in shipped()]


def test_an_everyday_label_is_understood_as_itself():
    vocabulary = Vocabulary.from_data()
    everyday = (DATA / "common.txt").read_text(encoding="utf-8").split("\n")
    found = [resolve(label, vocabulary) for label in everyday if label]
    assert not [one for one in found if one.how != EXACT]


def test_tables_written_by_hand_name_no_word_that_is_unknown():
    strange = [
        word
        for name in ("apart.txt", "together.txt", "tool_words.txt")
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()
        for word in line.split()
        if not line.startswith("#") and not shipped().knows(american(word))
    ]
    assert not strange


def test_the_sources_are_named():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for name in ("ESCO", "2011/833/EU", "O*NET", "CC BY 4.0", "SCOWL"):
        assert name in text
    assert "permission notice" in (DATA / "SCOWL.txt").read_text(encoding="utf-8")
