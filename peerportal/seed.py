"""The demo organisation: `flask --app app demo`, or one button on the set-up page."""

from __future__ import annotations

import click
from flask import Flask

from peerportal.core import db
from peerportal.core.migrate import migrate
from peerportal.core.rules import RuleBroken
from peerportal.demo.company import address, company, people
from peerportal.demo.people import make_people
from peerportal.demo.story import tell_story
from peerportal.people.models import Person
from peerportal.programmes.models import Programme


def register(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(demo_command)


def load_demo(by: Person | None = None) -> None:
    """Load the sixty people of the demo company with their pairs and requests, all or nothing.

    Raises RuleBroken when they are there already. Nobody gets a password, so nobody can sign in as one of them
    unless the operator makes a link.
    """
    if is_loaded():
        raise RuleBroken("The demo organisation is there already.")
    with db.transaction():
        _make_programme(by)
        tell_story(make_people())


def is_loaded() -> bool:
    """Whether any of the demo people are there."""
    addresses = [address(one["key"]) for one in people()]
    return Person.select().where(Person.folded_email.in_(addresses)).exists()


def _make_programme(by: Person | None) -> None:
    """Found the programme where there is none yet; one that somebody founded is left as they want it."""
    if Programme.select().exists():
        return
    facts = company()
    programme = Programme.found(facts["programme"], by=by)
    Programme.update(purpose=facts["purpose"], company_gives=facts["company_gives"]).where(
        Programme.id == programme.id
    ).execute()


@click.command("demo", help="Load a demo organisation of sixty people.")
def demo_command() -> None:
    migrate(db.database.obj)
    with db.database.connection_context():
        try:
            load_demo()
        except RuleBroken as problem:
            raise click.ClickException(str(problem)) from None
    click.echo(
        f"{len(people())} people of an invented company are there. None of them has a password. Sign in as one of them:"
    )
    for key, why in (
        ("tomas", "has a pair with an agenda, and a request waiting"),
        ("nadia", "is about to agree on the rules with her peer"),
        ("lukas", "is looking for a peer"),
        ("carlos", "coordinates the programme"),
    ):
        click.echo(f"  flask --app app sign-in-link {address(key)}   ({why})")
