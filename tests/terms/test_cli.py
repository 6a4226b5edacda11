"""Trying terms from the command line: `flask --app app similarity` and `resolve`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=[str(word) for word in words])


def written(path, text):
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_two_terms_get_a_score_and_what_it_means(run):
    assert run("similarity", "k8s", "Kubernetes").output == "0.970  the same\n"
    assert run("similarity", "Java", "JavaScript").output == "0.000  different\n"
    told = json.loads(run("similarity", "PM", "project management", "--json").output)
    assert told == {
        "a": "PM", "b": "project management", "score": 0.8, "meaning": "the same; both spellings are shown",
    }  # fmt: skip


def test_a_term_is_resolved_with_what_else_it_could_mean(run):
    told = json.loads(run("resolve", "PM", "--json").output)
    assert told["how"] == "ask" and told["alternatives"] == ["project management", "product management"]
    assert run("resolve", "project managment").output.startswith("project management  (near, 0.9")
    assert "a new term" in run("resolve", "Zwiebelkuchen").output


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_many_pairs_are_scored_in_their_order(run, tmp_path, bom, end):
    lines = [
        "b,a,note",
        '"budgeting, planning","planning, budgeting",x',
        "C++,C,",
        "",
        'Excel,"MS ""Excel""",',
    ]
    pairs = written(tmp_path / "pairs.csv", bom + end.join(lines).encode())
    rows = run("similarity", "--file", pairs).output.splitlines()
    assert rows[0] == "a,b,score" and len(rows) == 4
    assert rows[1].startswith('"planning, budgeting","budgeting, planning",0.9')
    assert rows[2] == "C,C++,0.000"
    assert rows[3].startswith('"MS ""Excel""",Excel,0.9')


def test_the_best_three_labels_are_found_for_each_term(run, tmp_path):
    labels = written(
        tmp_path / "labels.csv", "label\npublic speaking\npublic relations\nspreadsheets\nKubernetes\n"
    )
    terms = written(tmp_path / "terms.csv", "term;who\npublic speeking;omar\nk8s;lin\n")
    rows = [
        line.split(",")
        for line in run("resolve", "--file", terms, "--vocabulary", labels).output.splitlines()
    ]
    assert rows[0] == ["term", "label", "confidence"]
    best = {row[0]: row[1:] for row in reversed(rows[1:])}
    assert best["public speeking"][0] == "public speaking" and float(best["public speeking"][1]) >= 0.9
    assert best["k8s"] == ["Kubernetes", "0.970"]
    assert sum(row[0] == "public speeking" for row in rows) <= 3


def test_a_term_is_resolved_among_the_labels_of_a_file(run, tmp_path):
    labels = written(tmp_path / "labels.csv", "label\nhiring\nwiring\n")
    told = json.loads(run("resolve", "recruiting", "--vocabulary", labels, "--json").output)
    assert told["label"] == "hiring" or "hiring" in told["alternatives"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x,y\n1,2\n", "needs a column “a”; its first line names x, y"),
        ("", "its first line names none"),
        (b"a,b\n\xff\xfe\xfa,1\n", "is not UTF-8"),
        ('a,b\n"open,1\n', "line"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(run, tmp_path, content, said):
    path = tmp_path / "pairs.csv"
    if content is not None:
        written(path, content)
    answer = run("similarity", "--file", path)
    assert answer.exit_code == 1 and said in answer.output and "Traceback" not in answer.output


@pytest.mark.parametrize(
    "words", [["similarity"], ["similarity", "a"], ["similarity", "a", "b", "--file", "x"], ["resolve"],
              ["resolve", "--file", "x"], ["resolve", "a", "--file", "x"]],
)  # fmt: skip
def test_a_call_that_makes_no_sense_says_how_to_do_it(run, words):
    answer = run(*words)
    assert answer.exit_code in (1, 2) and answer.output


def test_both_commands_work_before_there_is_a_database(tmp_path):
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "TEST_DATABASE_URL")
    }
    environment |= {"DATA_DIR": str(tmp_path / "data"), "KEY_FILE": str(tmp_path / "key")}
    call = [sys.executable, "-m", "flask", "--app", "app", "resolve", "k8s"]
    done = subprocess.run(
        call, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "Kubernetes  (alias, 0.97)\n", done.stderr
