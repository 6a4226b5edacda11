"""A worker killed in the middle of an import leaves the people as they were, and the next one finishes the work."""

import io
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from peerportal.core.db import database
from peerportal.core.jobs import Job
from peerportal.people.models import Person, PersonTerm, RosterImport
from peerportal.people.roster import checking, importing, source

PEOPLE = 2500
KILLS = 10  # two statements for each 500 people
# Dies by its own hand after so many chunks: at the same place on a fast machine and on a slow one.
SCRIPT = """
    import os, signal, sys
    from pathlib import Path
    from peerportal import create_app
    from peerportal.core import db, jobs
    from peerportal.core.settings import Settings
    from peerportal.people.roster import writing

    folder, url, last = sys.argv[1:]
    create_app(Settings(data_dir=Path(folder), database_url=url, secret_key="only for tests " * 3, jobs=False))
    statements = 0
    plain = writing.bulk._insert

    def counted(*given):
        global statements
        statements += 1
        if statements > int(last):
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(*given)

    writing.bulk._insert = counted
    with db.database.connection_context():
        while jobs.run_due():
            pass
"""


def roster_of(number):
    lines = (
        f"p{n}@example.com,Person {n},{'p0@example.com' if n else ''},SQL {n % 9};Go\n" for n in range(number)
    )
    return io.BytesIO(("Email,Name,Manager,Offers\n" + "".join(lines)).encode())


@pytest.mark.long
def test_a_killed_import_leaves_nothing_and_is_done_once_by_the_next_worker(app, carmen, settings, do_jobs):
    roster = source.take_in(roster_of(PEOPLE), "staff.csv", carmen)
    checking.choose_columns(roster, roster.columns["map"], "auto")
    checking.start(roster)
    do_jobs()
    importing.confirm(RosterImport.get_by_id(roster.id), carmen)
    for last in range(KILLS):
        assert work(settings, last) == -signal.SIGKILL
        assert Person.select().count() == 1 and not PersonTerm.select().exists()
        assert RosterImport.get_by_id(roster.id).state == "importing"
        Job.update(lease_until=0, attempts=0).where(Job.kind == importing.KIND).execute()
    assert work(settings, 10_000) == 0
    assert Person.select().count() == PEOPLE + 1
    assert RosterImport.get_by_id(roster.id).state == "done"


def work(settings, last):
    database.close()
    script = [
        sys.executable,
        "-c",
        textwrap.dedent(SCRIPT),
        str(settings.data_dir),
        settings.database,
        str(last),
    ]
    done = subprocess.run(
        script, check=False, timeout=120, cwd=Path(__file__).parents[3], env=os.environ, capture_output=True
    )
    database.connect()
    return done.returncode
