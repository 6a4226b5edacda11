"""The operator's commands: `flask --app app …`."""

from __future__ import annotations

from importlib import import_module

import click
from flask import Flask

from peerportal.core import db, jobs
from peerportal.core.migrate import migrate

ROOMS = ["people.cli", "people.roster.cli", "matching.cli", "seed"]


def install(app: Flask) -> None:
    """Add the commands of the portal and of its rooms."""
    app.cli.add_command(migrate_command)
    app.cli.add_command(jobs_command)
    for name in ROOMS:
        try:
            import_module(f"peerportal.{name}").register(app)
        except ModuleNotFoundError as missing:
            app.logger.warning("commands not there yet: %s (%s)", name, missing)


@click.command("migrate", help="Bring the database up to date.")
def migrate_command() -> None:
    applied = migrate(db.database.obj)
    click.echo("\n".join(applied) or "The database is up to date.")


@click.command("jobs", help="Do the work that is due, once, and end (for cron).")
def jobs_command() -> None:
    with db.database.connection_context():
        while jobs.run_due():
            pass
