"""`flask --app app suggest EMAIL`: the operator's "why?", with every component of the score."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click
from flask import Flask

from peerportal.core.db import database
from peerportal.core.text import fold_email
from peerportal.matching.evaluation import cli as evaluation
from peerportal.matching.explain import Explained, explain
from peerportal.matching.reasons import Introduction, plain
from peerportal.people.models import Person

COMPONENTS = "gain give exchange common practical level difference redundancy".split()
LEFT_OUT = "What people are going through takes no part in these figures."


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(suggest)
    evaluation.register(app)


@click.command(
    "suggest", help="Rank the people suggested to EMAIL, with reasons and each component of the score."
)
@click.argument("email")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--plain", is_flag=True, help="Compare every pair instead of asking the index; the outcome is the same."
)
def suggest(email: str, limit: int, as_json: bool, plain: bool) -> None:
    with database.connection_context():
        person = Person.get_or_none(Person.folded_email == fold_email(email))
        if person is None:
            raise click.ClickException(f"Nobody has the address {email}.")
        state, found = explain(person.id, limit, plain=plain)
    rows = [_told(place, one) for place, one in enumerate(found, 1)]
    told = {"person": person.email, "state": state, "left_out": LEFT_OUT, "suggestions": rows}
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else _text(told))


def _told(place: int, one: Explained) -> dict[str, Any]:
    figures = asdict(one.fit)
    return {
        "place": place,
        "name": one.peer.name,
        "ref": one.peer.ref,
        "department": one.peer.department,
        "strength": one.says.strength,
        "wild_card": one.wild,
        "score": {
            "rank": one.points,
            "total": one.fit.total,
            "newcomer_lift": one.lift,
            "attention_price": one.price,
            "components": {name: figures[name] for name in COMPONENTS},
        },
        "reasons": {"to_viewer": _reasons(one.says), "to_other": _reasons(one.says_back)},
        "opener": plain(one.says.opener),
    }


def _reasons(says: Introduction) -> list[str]:
    return [plain(line) for line in (says.to_you, says.from_you, *says.also)]


def _text(told: dict[str, Any]) -> str:
    lines = [f"{told['person']}: {told['state']}, {len(told['suggestions'])} suggested. {told['left_out']}"]
    for row in told["suggestions"]:
        figures = ", ".join(f"{name} {value}" for name, value in row["score"]["components"].items())
        wild = ", wild card" if row["wild_card"] else ""
        lines.append(
            f"{row['place']:3}. {row['name']}: {row['strength']}{wild}, {row['score']['rank']} ({figures})"
        )
        lines += [f"     for them: {reason}" for reason in row["reasons"]["to_other"][:2]]
        lines += [f"     {reason}" for reason in row["reasons"]["to_viewer"]]
    return "\n".join(lines)
