"""`flask --app app evaluate`: how good the lists are, on generated organisations; needs no database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from flask import Flask

if TYPE_CHECKING:
    from peerportal.matching.evaluation.run import Row

# Name of a figure and its heading.
COLUMNS = (
    ("ndcg", "nDCG@10"),
    ("covered", "covered"),
    ("gini", "Gini"),
    ("mutual", "mutual"),
    ("two_way", "two-way"),
    ("accepted", "accepted"),
    ("nobody", "nobody"),
    ("reasons_right", "right"),
    ("same_reason", "same lead"),
    ("same_department", "same dept"),
)
NOTES = """\
nDCG@10: how near each list comes to the best one there could be; covered: people who stand on a list; Gini: how
unevenly attention is shared; mutual: cards whose person has the viewer on their list, too; two-way: lists with a true
swap; accepted: of the requests sent, up to three a person; nobody: people left without a peer; right: skill reasons
that are true; same lead, same dept: cards whose main reason, or department, stands higher up already.
The truth is planted: the figures tell which ranking is better, not how many requests real people will accept."""


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(evaluate)


def whole_numbers(_context: click.Context, _parameter: click.Parameter, text: str) -> list[int]:
    """Whole numbers above nought, split by commas."""
    parts = text.split(",")
    if not all(part.strip().isdecimal() and int(part) for part in parts):
        raise click.BadParameter("Write whole numbers above 0 and split them by commas.")
    return [int(part) for part in parts]


@click.command(
    "evaluate", help="Measure the lists on generated organisations, beside what one would otherwise pick."
)
@click.option("--people", default="500,2000,10000", show_default=True, callback=whole_numbers)
@click.option("--seed", default="1", show_default=True, callback=whole_numbers, help="Several: their means.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one entry for each seed.")
def evaluate(people: list[int], seed: list[int], as_json: bool) -> None:
    # Not with the file: what serves pages needs nothing of it.
    from peerportal.matching.evaluation import run

    found = []
    for size in people:
        rows = [list(run.evaluate(size, one)) for one in seed]
        found += [row for of_seed in rows for row in of_seed]
        if not as_json:
            click.echo(table([mean(same) for same in zip(*rows, strict=True)]) + "\n")
    if as_json:
        click.echo(json.dumps([_rounded(row) for row in found], indent=2))
    else:
        click.echo(NOTES)


def mean(rows: Sequence[Row]) -> dict[str, object]:
    """The means of one ranking's figures over several organisations."""
    found: dict[str, object] = {"people": rows[0].people, "ranking": rows[0].ranking}
    for name in [name for name, _ in COLUMNS] + ["reachable"]:
        values = [value for row in rows if (value := getattr(row, name)) is not None]
        found[name] = sum(values) / len(values) if values else None
    return found


def table(rows: Sequence[dict[str, object]]) -> str:
    """The figures of one size as text."""
    heads = "".join(f"{head:>10}" for _, head in COLUMNS)
    lines = [
        f"{rows[0]['people']:,} people (nDCG within reach: {_shown(rows[0]['reachable'])})",
        f"{'':24}{heads}",
    ]
    for row in rows:
        lines.append(f"{row['ranking']:24}" + "".join(f"{_shown(row[name]):>10}" for name, _ in COLUMNS))
    return "\n".join(lines)


def _shown(value: object) -> str:
    return "" if value is None else f"{value:.3f}"


def _rounded(row: Row) -> dict[str, object]:
    return {
        name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(row).items()
    }
