"""The operator's commands: `flask --app app …`."""

from __future__ import annotations

import click
from flask import Flask

from peerportal import seed
from peerportal.activities.banks import loading
from peerportal.core import db, jobs
from peerportal.core.migrate import migrate
from peerportal.matching import cli as matching
from peerportal.matching.rounds import cli as rounds
from peerportal.people import cli as people
from peerportal.people.roster import cli as roster
from peerportal.terms import cli as terms


def install(app: Flask) -> None:
    """Add the commands of the portal and of its rooms."""
    app.cli.add_command(migrate_command)
    app.cli.add_command(jobs_command)
    for room in (people, roster, matching, rounds, terms, seed):
        room.register(app)


@click.command("migrate", help="Bring the database up to date.")
def migrate_command() -> None:
    applied = migrate(db.database.obj)
    with db.database.connection_context():
        loading.load()
    click.echo("\n".join(applied) or "The database is up to date.")


@click.command("jobs", help="Do the work that is due, once, and end (for cron).")
def jobs_command() -> None:
    with db.database.connection_context():
        while jobs.run_due():
            pass
