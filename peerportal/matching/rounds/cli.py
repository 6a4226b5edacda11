"""`flask --app app round`: what a round would be. It prints and changes nothing."""

from __future__ import annotations

import json
import secrets
from typing import Any

import click
from flask import Flask

from peerportal.core.db import database
from peerportal.matching.rounds.making import make
from peerportal.matching.rounds.plan import ACROSS, LARGEST, MODES, PAIR, RANDOM, Plan, Round
from peerportal.matching.rounds.reading import pool
from peerportal.people.models import Person
from peerportal.programmes.models import Programme


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(round_command)


@click.command(
    "round", help="Print whom a round would put together, and who would be left over. Changes nothing."
)
@click.option("--mode", default=MODES[0], show_default=True, type=click.Choice(MODES))
@click.option(
    "--size", default=PAIR, show_default=True, type=click.IntRange(PAIR, LARGEST), help="People in a group."
)
@click.option(
    "--across", default=ACROSS[0], show_default=True, type=click.Choice(ACROSS), help="Departments."
)
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="The same seed gives the same round.")
@click.option("--everybody", is_flag=True, help="Not only those left over: everybody with room for one more.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def round_command(
    mode: str, size: int, across: str, seed: int | None, everybody: bool, as_json: bool
) -> None:
    if seed is None:
        seed = secrets.randbelow(2**32) if mode == RANDOM else 0
    with database.connection_context():
        crowd = pool(Programme.current(), everybody=everybody)
        made = make(crowd, Plan(mode, size, across, seed))
        people = {
            person.id: person for person in Person.select().where(Person.id.in_([p.id for p in crowd.peers]))
        }
    told = _told(made, people)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else _text(told))


def _told(made: Round, people: dict[int, Any]) -> dict[str, Any]:
    def named(person: int) -> dict[str, str]:
        return {"name": people[person].name, "email": people[person].email}

    return {
        "plan": vars(made.plan),
        "groups": [
            {"people": [named(one) for one in group.people], "points": group.points, "least": group.least}
            for group in made.groups
        ],
        "left": [named(one.person) | {"why": one.why} for one in made.left],
    }


def _text(told: dict[str, Any]) -> str:
    plan = told["plan"]
    groups, left = told["groups"], told["left"]
    count = f"{len(groups)} group{'' if len(groups) == 1 else 's'}"
    lines = [f"{count}, {len(left)} left over (mode {plan['mode']}, seed {plan['seed']})."]
    for group in groups:
        names = ", ".join(one["name"] for one in group["people"])
        lines.append(f"{group['points']:6}  {names}")
    lines += [f"  left  {one['name']}: {one['why']}" for one in left]
    return "\n".join(lines)
