"""The gap between two plans that lie open: notes on it, and steps that become commitments."""

import pytest

from peerportal.activities.reading import said_by_others
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Commitment, Meeting
from peerportal.groups.opened import open_group
from tests.activities import plans

table, now = plans.table, plans.now  # fixtures


@pytest.fixture
def shown(table, now, priya, omar):
    """Both plans lie open, and the group looks at the gap."""
    table.does(priya, "add-aim", words="Lead a team", year=now + 3)
    table.does(omar, "add-aim", words="Open a workshop", year=now + 4)
    for person in (priya, omar):
        table.does(person, "ready")
    table.goes_on(priya)
    return table


def theirs(table, person, of):
    return next(plan for plan in table.facts(person, "gap")["plans"] if plan["member"].id == of.id)


def test_once_revealed_ones_own_plan_still_changes_and_nobody_elses(shown, now, priya, omar):
    mine = theirs(shown, omar, priya)["aims"][0]
    shown.does(priya, "to-year", step="draw", entry=mine["ref"], year=now + 1)
    assert theirs(shown, omar, priya)["aims"][0]["year"] == now + 1
    with pytest.raises(RuleBroken, match="no longer there"):
        shown.does(omar, "to-year", step="draw", entry=mine["ref"], year=now)


def test_what_lies_open_can_be_shown_to_a_coordinator_and_nothing_else(shown, pair, priya, omar):
    said = said_by_others(shown.session, open_group(pair, omar))
    assert [(name, words) for _, name, words in said] == [("Priya", "Lead a team")]
    aim = theirs(shown, priya, omar)["aims"][0]["ref"]
    shown.does(priya, "add-note", entry=aim, words="Find a room")
    said = said_by_others(shown.session, open_group(pair, omar))
    assert sorted(words for _, _, words in said) == ["Find a room", "Lead a team"]
    shown.does(priya, "remove-note", entry=theirs(shown, priya, omar)["aims"][0]["notes"][0]["ref"])
    assert len(said_by_others(shown.session, open_group(pair, omar))) == 1


def test_both_note_what_lies_between_and_each_changes_their_own(shown, priya, omar):
    aim = theirs(shown, omar, priya)["aims"][0]["ref"]
    shown.does(omar, "add-note", entry=aim, words="Find somebody who did it")
    note = theirs(shown, priya, priya)["aims"][0]["notes"][0]
    assert (note["words"], note["who"]) == ("Find somebody who did it", "Omar")
    with pytest.raises(RuleBroken, match="Omar wrote this"):
        shown.does(priya, "remove-note", entry=note["ref"])
    shown.does(omar, "remove-note", entry=note["ref"])
    assert theirs(shown, priya, priya)["aims"][0]["notes"] == []


def test_a_step_becomes_a_commitment_of_its_owner_once(shown, pair, priya, omar):
    shown.does(
        omar, "add-step", entry=theirs(shown, omar, priya)["aims"][0]["ref"], words="Ask Ines for lunch"
    )
    step = theirs(shown, priya, priya)["aims"][0]["steps"][0]["ref"]
    with pytest.raises(RuleBroken, match="Only Priya"):
        shown.does(omar, "promise", entry=step)
    for _ in range(2):
        shown.does(priya, "promise", entry=step)
    made = list(Commitment.select())
    assert [commitment.person_id for commitment in made] == [priya.id]
    assert theirs(shown, omar, priya)["aims"][0]["steps"][0]["promised"]


def test_what_the_rules_of_commitments_refuse_is_said(shown, pair, priya):
    aim = theirs(shown, priya, priya)["aims"][0]["ref"]
    for words in ("Ask Ines for lunch", "Read one book on it"):
        shown.does(priya, "add-step", entry=aim, words=words)
    first, second = (step["ref"] for step in theirs(shown, priya, priya)["aims"][0]["steps"])
    shown.does(priya, "promise", entry=first)
    with pytest.raises(RuleBroken, match="one thing at a time"):
        shown.does(priya, "promise", entry=second)
    Meeting.delete().execute()
    with pytest.raises(RuleBroken, match="no meeting yet"):
        shown.does(priya, "promise", entry=second)
