"""What the pages of list activities cost: at most eight statements, with few entries and with many."""

import pytest

from peerportal.activities.mechanics.balance import FOR


def lifetime(table, priya, omar, many):
    for person in (priya, omar):
        table.does(
            person, "ready", **{f"thing-{at}": f"Wish {at} of {person.name}" for at in range(1, many + 3)}
        )
    table.goes_on(priya)
    wishes = [wish for _, theirs in table.facts(priya)["lists"] for wish in theirs]
    table.does(priya, "send", entry=wishes[0]["ref"], year=table.facts(priya)["year"])


def plan(table, priya, omar, many):
    now = table.facts(priya)["plan"]["years"][0]
    for person in (priya, omar):
        for at in range(many):
            table.does(person, "add-aim", words=f"Aim {at}", year=now + at % 5)
        table.does(person, "ready")
    table.goes_on(priya)
    for aim in table.facts(priya)["plans"][0]["aims"]:
        table.does(omar, "add-step", entry=aim["ref"], words="A step")


def goals(table, priya, omar, many):
    for person in (priya, omar):
        table.does(person, "ready", wish="Lead a team")
    table.goes_on(priya)
    for person in (priya, omar):
        table.does(person, "draft")
        for at in range(many):
            table.does(person, "step", words=f"Step {at}")


def decision(table, priya, omar, many):
    table.does(priya, "decider", entry=omar.ref)
    table.does(omar, "put", question="Shall I?")
    table.goes_on(priya)
    for words in ("Yes", "No"):
        table.does(priya, "add-option", words=words)
    table.goes_on(priya)
    for at in range(many):
        option = table.facts(priya)["rows"][at % 2][0].ref
        table.does(omar, "add-reason", entry=option, side=FOR, words=f"Reason {at}", weight=1)


@pytest.mark.parametrize("play", [lifetime, plan, goals, decision], ids=lambda play: play.__name__)
def test_a_page_stays_within_eight_statements(begin, pair, priya, omar, browser_of, count_queries, play):
    costs = []
    for many in (1, 8):
        table = begin(pair, priya, play.__name__)
        play(table, priya, omar, many)
        browser = browser_of(priya)
        browser.get(table.at())
        with count_queries() as counted:
            browser.get(table.at())
        costs.append(counted.count)
    assert costs[0] == costs[1] <= 8
