"""The operator's command for importing a roster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from peerportal.core import db
from peerportal.core.rules import RuleBroken
from peerportal.people.models import RosterImport
from peerportal.people.models.roster import DONE, PREVIEWED
from peerportal.people.roster import checking, headers, importing, source, wording
from peerportal.people.roster.plan import REFUSE

_SHOWN = 20


def register(app: Any) -> None:
    """Add the command."""
    app.cli.add_command(import_people)


@click.command("import-people", help="Import people from a CSV file, after a preview and your confirmation.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Import without asking, whatever the preview says.")
@click.option(
    "--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="Which column holds what; may be repeated."
)
def import_people(file: Path, yes: bool, maps: tuple[str, ...]) -> None:
    with db.database.connection_context():
        try:
            _import(file, yes, maps)
        except RuleBroken as broken:
            raise click.ClickException(str(broken)) from None


def _import(file: Path, yes: bool, maps: tuple[str, ...]) -> None:
    with file.open("rb") as stream:
        roster = source.take_in(stream, file.name, None)
    try:
        _checked(roster, maps)
        if not yes and not click.confirm("Import this?", default=False):
            raise click.ClickException("Nothing was imported.")
        importing.confirm(roster, None)
        importing.run({"roster": roster.id})
        ended = RosterImport.get_by_id(roster.id)
        if ended.state != DONE:
            raise click.ClickException(ended.problem)
        click.echo(f"Imported. {importing.new_people(ended):,} people are new; nobody was invited yet.")
    finally:
        _clear(roster)


def _checked(roster: RosterImport, maps: tuple[str, ...]) -> None:
    checking.choose_columns(roster, _columns(roster, maps), "auto")
    checking.start(roster)
    checking.check({"roster": roster.id})
    fresh = RosterImport.get_by_id(roster.id)
    if fresh.state != PREVIEWED:
        raise click.ClickException(fresh.problem)
    headings, columns = roster.columns["headings"], roster.columns["map"]
    for field, place in columns.items():
        click.echo(f"{headings[place]} → {headers.FIELDS[field]}")
    for heading in headers.rights_among(headings):
        click.echo(f"{heading}: not used. An import never gives anybody rights in the portal.")
    click.echo("\n".join(["", *wording.summary(fresh.counts), *wording.troubles(fresh.counts)]))
    refused = fresh.lines(REFUSE, 1, _SHOWN)
    for row in refused:
        click.echo(f"Line {row.line}: {row.reason}")
    if fresh.counts.get(REFUSE, 0) > len(refused):
        click.echo(f"… and {fresh.counts[REFUSE] - len(refused):,} more.")


def _columns(roster: RosterImport, maps: tuple[str, ...]) -> dict[str, int]:
    """The guessed columns, with those that were named on the command line."""
    headings = {headers.bare(name): place for place, name in enumerate(roster.columns["headings"])}
    columns = dict(roster.columns["map"])
    for pair in maps:
        name, _, field = pair.rpartition("=")
        if field not in headers.FIELDS or headers.bare(name) not in headings:
            known = ", ".join(headers.FIELDS)
            raise click.ClickException(f"“{pair}” names no column of the file, or none of: {known}.")
        place = headings[headers.bare(name)]
        columns = {kept: at for kept, at in columns.items() if at != place} | {field: place}
    return columns


def _clear(roster: RosterImport) -> None:
    """Leave no file behind when the import ended without being done."""
    fresh = RosterImport.get_by_id(roster.id)
    if fresh.may_be_dropped:
        source.drop(fresh)
