"""`flask --app app similarity` and `resolve`: trying terms and a vocabulary; they need no database."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from flask import Flask
from peewee import PeeweeException

from peerportal.core import db
from peerportal.terms.files import Unreadable, columns
from peerportal.terms.known import known
from peerportal.terms.meaning import Meant, NoLayer
from peerportal.terms.models import Term
from peerportal.terms.resolve import NEW, Resolution
from peerportal.terms.resolve import resolve as resolve_in
from peerportal.terms.retrieval import Finder, Found
from peerportal.terms.similarity import LINK, RELATED, SILENT
from peerportal.terms.similarity import similarity as similarity_of
from peerportal.terms.vocabulary import Vocabulary

_BEST = 3
_file = click.Path(dir_okay=False, path_type=Path)


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(similarity)
    app.cli.add_command(resolve)


@click.command("similarity", help="Say how near two terms are, 0 to 1; or do so for each line of a file.")
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--file", "pairs", type=_file, help="A CSV file with the columns a and b; writes a, b, score.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def similarity(a: str | None, b: str | None, pairs: Path | None, as_json: bool) -> None:
    if pairs is None:
        if a is None or b is None:
            raise click.UsageError("Give two terms, or a file with --file.")
        score = round(similarity_of(a, b), 3)
        told = {"a": a, "b": b, "score": score, "meaning": _meaning(score)}
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else f"{score:.3f}  {told['meaning']}")
        return
    _nothing_beside("--file", a, b)
    rows = [{"a": x, "b": y, "score": f"{similarity_of(x, y):.3f}"} for x, y in _read(pairs, "a", "b")]
    _write(rows, ("a", "b", "score"), as_json)


@click.command(
    "resolve", help="Say what a term is understood as; or find the best three labels for each line of a file."
)
@click.argument("text", required=False)
@click.option("--file", "terms", type=_file, help="A CSV file with the column term.")
@click.option("--vocabulary", type=_file, help="A CSV file with the column label: the labels to choose from.")
@click.option(
    "--semantic", is_flag=True, help="Order what words do not link by meaning (2 ms for each label)."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def resolve(
    text: str | None, terms: Path | None, vocabulary: Path | None, semantic: bool, as_json: bool
) -> None:
    labels = [row[0] for row in _read(vocabulary, "label")] if vocabulary else None
    if terms is None:
        if text is None:
            raise click.UsageError("Give a term, or a file with --file and a vocabulary with --vocabulary.")
        _say(_understood(text, labels, semantic), as_json)
        return
    _nothing_beside("--file", text)
    if labels is None:
        raise click.UsageError("--file needs --vocabulary, a CSV file with the column label.")
    asked = [term for (term,) in _read(terms, "term")]
    rows = [
        {"term": term, "label": found.label, "confidence": f"{found.confidence:.3f}"}
        for term, best in zip(asked, _found(asked, labels, semantic), strict=True)
        for found in best
    ]
    _write(rows, ("term", "label", "confidence"), as_json)


def _found(terms: list[str], labels: Iterable[str], semantic: bool, limit: int = _BEST) -> list[list[Found]]:
    """The best labels for each term."""
    if not semantic:
        finder = Finder(labels)
        return [finder.find(term, limit) for term in terms]
    try:
        return list(Meant(labels).find(terms, limit))
    except NoLayer as trouble:
        refused = click.ClickException(str(trouble))
        refused.exit_code = 2
        raise refused from trouble


def _understood(text: str, labels: list[str] | None, semantic: bool) -> Resolution:
    found, vocabulary = _by_words(text, labels)
    if not semantic:
        return found
    near = [
        one.label for one in _found([text], (entry.label for entry in vocabulary.by_key.values()), True)[0]
    ]
    # What it is understood as stays what words say; meaning only adds to what else there is to choose from.
    others = dict.fromkeys([*found.alternatives, *near])
    return replace(found, alternatives=tuple(label for label in others if label != found.label))


def _by_words(text: str, labels: list[str] | None) -> tuple[Resolution, Vocabulary]:
    if labels is not None:
        vocabulary = Vocabulary.of(labels)
        return resolve_in(text, vocabulary), vocabulary
    try:
        with db.database.connection_context():
            return Term.resolve(text), known(Term).all
    except PeeweeException:
        # Without a database that is set up, the labels that come with the portal are what there is.
        vocabulary = Vocabulary.from_data()
        return resolve_in(text, vocabulary), vocabulary


def _say(found: Resolution, as_json: bool) -> None:
    others = list(found.alternatives)
    if as_json:
        told = {
            "text": found.text,
            "label": found.label,
            "confidence": round(found.confidence, 3),
            "how": found.how,
        }
        click.echo(json.dumps(told | {"alternatives": others}, ensure_ascii=False))
        return
    sure = "a new term" if found.how == NEW else f"{found.how}, {found.confidence:.2f}"
    click.echo(f"{found.label}  ({sure})")
    if others:
        click.echo(f"or: {', '.join(others)}")


def _meaning(score: float) -> str:
    if score >= LINK:
        return "the same" if score >= SILENT else "the same; both spellings are shown"
    return "related, counts half" if score >= RELATED else "different"


def _nothing_beside(option: str, *arguments: str | None) -> None:
    if any(argument is not None for argument in arguments):
        raise click.UsageError(f"Give either terms or {option}, not both.")


def _read(path: Path, *names: str) -> list[tuple[str, ...]]:
    try:
        return columns(path, *names)
    except Unreadable as trouble:
        raise click.ClickException(str(trouble)) from trouble


def _write(rows: list[dict[str, Any]], names: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        numbers = ("score", "confidence")
        told = [{name: float(row[name]) if name in numbers else row[name] for name in names} for row in rows]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    click.echo(out.getvalue(), nl=False)
