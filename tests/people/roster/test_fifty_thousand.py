"""Fifty thousand people at once: bounded memory, progress, and the same again changes nothing."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from peerportal.people.roster.decode import MOST_ROWS
from tests import databases

# In a process of its own, so that its peak memory is its own.
SCRIPT = """
    import io, json, resource, sys, time
    from pathlib import Path
    from peerportal import create_app
    from peerportal.core import db, jobs
    from peerportal.core.migrate import migrate
    from peerportal.core.settings import Settings
    from peerportal.people.models import Person, RosterImport
    from peerportal.people.roster import checking, importing, source

    folder, url, file = sys.argv[1:]
    create_app(Settings(data_dir=Path(folder), database_url=url, secret_key="only for tests " * 3, jobs=False))
    migrate(db.database.obj)
    db.database.connect(reuse_if_open=True)
    told = []
    importing._tell = lambda roster, done: told.append(done)

    def megabytes():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    def once():
        with open(file, "rb") as stream:
            roster = source.take_in(stream, "staff.csv", None)
        checking.choose_columns(roster, roster.columns["map"], "auto")
        checking.start(roster)
        jobs.run_due()
        importing.confirm(RosterImport.get_by_id(roster.id), None)
        jobs.run_due()
        return RosterImport.get_by_id(roster.id)

    before, began = megabytes(), time.monotonic()
    first = once()
    seconds = time.monotonic() - began
    second = once()
    print(json.dumps({
        "megabytes": megabytes() - before, "seconds": seconds, "people": Person.select().count(),
        "managed": Person.select().where(Person.manager.is_null(False)).count(), "told": told[:3],
        "states": [first.state, second.state], "second": second.counts,
    }))
"""


def write_roster(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("Work Email;Full Name;EmpID;Manager;Department;Location;Level;Languages;Offers;Seeks\n")
        for n in range(MOST_ROWS):
            manager = 100_000 + (n - 1) // 8 if n else ""
            file.write(
                f'p{n}@example.com;"Last{n}, First{n % 997}";{100_000 + n};{manager};Dept {n % 40};Büro {n % 30};'
                f"L{n % 9};English|Deutsch;Kubernetes,SQL {n % 50};Negotiation,Go\n"
            )


@pytest.mark.long
def test_fifty_thousand_people_are_imported_in_bounded_memory(tmp_path):
    import json

    write_roster(tmp_path / "staff.csv")
    url = databases.url_for_tests(tmp_path)
    try:
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(SCRIPT), str(tmp_path), url, str(tmp_path / "staff.csv")],
            capture_output=True, text=True, check=False, timeout=900, cwd=Path(__file__).parents[3],
        )  # fmt: skip
    finally:
        databases.drop(url)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["people"] == MOST_ROWS and found["managed"] == MOST_ROWS - 1
    assert found["states"] == ["done", "done"]
    assert found["second"]["leave"] == MOST_ROWS and not found["second"].get("change")
    assert found["told"] == [500, 1000, 1500]
    assert found["megabytes"] < 200, found
