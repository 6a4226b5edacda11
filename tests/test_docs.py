"""What the documents promise is there: settings, commands, links, the form of decision notes."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from peerportal.core.settings import Settings

TOP = Path(__file__).parent.parent
DOCS = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").rglob("*.md"))]
DECISIONS = sorted((TOP / "docs" / "decisions").glob("*.md"))
LONGEST_NOTE = 40
LARGEST_IMAGE = 200_000
_SETTING = re.compile(r"^\| `([A-Z_]+)` \|", re.M)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"^\| `([a-z-]+)[^`]*` \|", re.M)
HEADINGS = ["## Context", "## Decision", "## Consequences", "## Status"]


def test_the_readme_begins_with_the_two_commands_and_a_picture():
    readme = (TOP / "README.md").read_text()
    commands, _, rest = readme.partition("```sh\n")[2].partition("```")
    assert [line.split("#")[0].strip() for line in commands.splitlines()] == ["make run", "make test"]
    assert rest.index("![") < rest.index("## What it is for") < rest.index("## Running it for a company")


def test_every_setting_is_in_the_readme_and_none_that_does_not_exist():
    documented = _SETTING.findall((TOP / "README.md").read_text())
    assert sorted(documented) == sorted(field.name.upper() for field in fields(Settings))


def test_defaults_in_the_readme_are_the_real_ones():
    rows = re.findall(r"^\| `([A-Z_]+)` \| `([^`]*)` \|", (TOP / "README.md").read_text(), re.M)
    real = Settings.from_env({})
    told = {True: "on", False: "off"}
    for name, default in rows:
        value = getattr(real, name.lower())
        expected = told[value] if isinstance(value, bool) else str(value)
        assert Path(default).absolute() == value if isinstance(value, Path) else default == expected


def test_every_command_is_among_the_operations_and_none_that_does_not_exist(app):
    text = (TOP / "docs" / "operations.md").read_text()
    documented = _COMMAND.findall(text.partition("## Commands")[2].partition("\n## ")[0])
    assert sorted(documented) == sorted(app.cli.commands)


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document):
    for target in _LINK.findall(document.read_text()):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("note", DECISIONS, ids=lambda path: path.name)
def test_decision_notes_are_short_and_have_one_form(note):
    lines = note.read_text().splitlines()
    assert len(lines) <= LONGEST_NOTE
    assert lines[0].startswith(f"# {note.name[:4]} ")
    assert [line for line in lines if line.startswith("## ")] == HEADINGS


def test_no_two_decision_notes_have_one_number():
    numbers = [int(note.name[:4]) for note in DECISIONS]
    assert len(set(numbers)) == len(numbers)


def test_pictures_are_small():
    for image in (TOP / "docs" / "images").glob("*"):
        assert image.stat().st_size < LARGEST_IMAGE, image.name


def test_the_changelog_speaks_of_what_is_not_released_yet():
    assert "## Unreleased" in (TOP / "CHANGELOG.md").read_text()
