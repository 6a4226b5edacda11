"""flask --app app import-people FILE."""

import pytest

from peerportal.core import files
from peerportal.core.log import LogEntry
from peerportal.people.models import Person, RosterImport

STAFF = "Work Email,Full Name,Chef,Rang,Role\nada@example.com,Ada Boss,,1,admin\nbo@,Bo,ada@example.com,2,\n"


@pytest.fixture
def run(app, tmp_path):
    def run(*options, text=STAFF, answer=""):
        file = tmp_path / "staff.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return app.test_cli_runner().invoke(args=["import-people", str(file), *options], input=answer)

    return run


def test_the_same_preview_is_printed_and_nothing_happens_without_a_yes(run):
    for answer in ("", "n\n"):
        done = run(answer=answer)
        assert done.exit_code != 0
        assert "New: 1" in done.output and "Refused: 1" in done.output
        assert "Line 3: “bo@” is not an e-mail address." in done.output
        assert "Role: not used." in done.output
    assert not Person.select().exists()
    assert not list(files._folder.rglob("*.csv"))


def test_with_yes_people_are_imported_and_logged_as_the_operators_deed(run):
    done = run("--yes")
    assert done.exit_code == 0 and "1 people are new" in done.output
    assert Person.get().name == "Ada Boss"
    assert LogEntry.get().by == 0
    assert RosterImport.get().state == "done"
    assert not list(files._folder.rglob("*.*"))


def test_a_typed_yes_will_do(run):
    assert run(answer="y\n").exit_code == 0 and Person.select().count() == 1


def test_columns_can_be_named(run):
    assert run("--yes", "--map", "Rang=level").exit_code == 0
    refused = run("--yes", "--map", "Rang=rank")
    assert refused.exit_code != 0 and "names no column" in refused.output


def test_what_is_no_roster_is_refused_with_its_sentence(run):
    done = run("--yes", text=b"email,name\n\0")
    assert done.exit_code != 0 and "no text" in done.output
