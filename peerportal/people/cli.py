"""The operator's commands about accounts; each link is printed once, kept nowhere, and its making is logged."""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email
from flask import Flask

from peerportal.core import db, log, mail
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold_email
from peerportal.people import entry, joining, links
from peerportal.people.entry import JOINED
from peerportal.people.models import Person
from peerportal.people.models.joining import RESET, SIGN_IN


def register(app: Flask) -> None:
    """Add the commands."""
    for command in (reset_link, sign_in_link, invitation_link, set_up_link, change_email):
        app.cli.add_command(command)


@click.command("reset-link", help="Print a link behind which this person sets a new password.")
@click.argument("email")
def reset_link(email: str) -> None:
    _print_link(email, RESET, "made a reset link")


@click.command("sign-in-link", help="Print a link that signs this person in once.")
@click.argument("email")
def sign_in_link(email: str) -> None:
    _print_link(email, SIGN_IN, "made a sign-in link")


@click.command(
    "invitation-link", help="Print a link by which this person joins, or comes back after leaving."
)
@click.argument("email")
def invitation_link(email: str) -> None:
    with db.database.connection_context():
        person = Person.get_or_none(Person.folded_email == fold_email(email))
        if person is None:
            raise click.ClickException("Nobody has this e-mail address.")
        try:
            click.echo(mail.link(joining.invite(person)))
        except RuleBroken as broken:
            raise click.ClickException(str(broken)) from None


@click.command("set-up-link", help="Print the link behind which the first coordinator's account is made.")
def set_up_link() -> None:
    with db.database.connection_context():
        try:
            click.echo(mail.link(joining.set_up_link()))
        except RuleBroken as broken:
            raise click.ClickException(str(broken)) from None


@click.command(
    "change-email", help="Give the person with the address OLD the address NEW; they are signed out."
)
@click.argument("old")
@click.argument("new")
def change_email(old: str, new: str) -> None:
    with db.database.connection_context():
        person = Person.get_or_none(Person.folded_email == fold_email(old))
        if person is None:
            raise click.ClickException("Nobody has this e-mail address.")
        try:
            entry.move_address(person, validate_email(new, check_deliverability=False).normalized)
        except (RuleBroken, EmailNotValidError) as problem:
            raise click.ClickException(str(problem)) from None


def _print_link(email: str, purpose: str, deed: str) -> None:
    with db.database.connection_context():
        person = Person.get_or_none(Person.folded_email == fold_email(email), Person.state.in_(JOINED))
        if person is None:
            raise click.ClickException("Nobody with this e-mail address has joined.")
        with transaction():
            path = links.issue(purpose, person)
            log.write(0, deed, "person", person.ref)
        click.echo(mail.link(path))


def announce_set_up(app: Flask) -> None:
    """Print the set-up link when the server starts on a portal that nobody coordinates yet."""
    if joining.needs_coordinator():
        click.echo("Nobody coordinates this portal yet. Open this link once to set it up:")
        click.echo(mail.link(joining.set_up_link()))
