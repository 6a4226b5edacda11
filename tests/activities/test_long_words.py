"""What somebody writes may be one word of any length: no page of an activity scrolls sideways for it."""

import pytest

from tests.looking import look

LONG = "W" * 80


def shown(begin, pair, priya, omar):
    """Long words as each kind shows them: on one's own, revealed side by side, and told in turn."""
    talk = begin(pair, priya, "lunch")
    talk.does(priya, "plan", topic=LONG, link="https://example.com/" + LONG)
    goals = begin(pair, priya, "goals")
    wishes = begin(pair, priya, "lifetime")
    for person in (priya, omar):
        goals.does(person, "ready", wish=LONG)
        wishes.does(person, "ready", **{f"thing-{number}": LONG for number in (1, 2, 3)})
    plan = begin(pair, priya, "plan")
    plan.does(priya, "add-aim", words=LONG, year=plan.facts(priya)["plan"]["years"][1])
    return {"lunch": talk, "goals": goals, "lifetime": wishes, "plan": plan}


@pytest.mark.browser
def test_a_word_of_eighty_letters_fits(page_of, begin, pair, priya, omar):
    page = page_of(priya)
    for kind, table in shown(begin, pair, priya, omar).items():
        page.goto(table.at())
        look(page, f"{kind}-long-word")
