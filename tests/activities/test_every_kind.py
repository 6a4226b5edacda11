"""What every kind owes, whichever it is: words for all it says, templates, few statements, no words lost to a click."""

import pytest

from peerportal import TOP
from peerportal.activities import kind as kinds
from peerportal.activities import starting, texts
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.core.ids import new_ref
from peerportal.groups.models import Group
from peerportal.groups.starters import STAGES
from tests.cast import make_person
from tests.groups.conftest import let_in

MOST_QUERIES = 8
# templates/activities/parts.html and lists.html have words for these, or buttons that bring them along
SAID_BY_THE_PARTS = ("version", "entry", "line", "way", "place")
every = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def blanks(kind):
    return [(step, deed, blank) for step in kind.steps for deed in step.deeds for blank in deed.blanks]


def test_there_are_twelve_in_their_order():
    assert [kind.number for kind in KINDS.values()] == list(range(1, 13))


@every
def test_it_has_words_for_everything_it_shows(kind):
    words = texts.of(kind.key)
    assert all((words.name, words.good_for, words.leave_with, words.about))
    assert set(kind.stages) <= set(STAGES) and kind.stages
    assert [step.key for step in kind.steps] == list(words.steps)
    assert all(step.title and step.guide for step in words.steps.values())


@every
def test_each_blank_that_is_seen_has_a_label(kind):
    for step, deed, blank in blanks(kind):
        words = texts.of(kind.key).step(step.key)
        if blank.type == kinds.PICK:
            assert all(
                words.label(f"{blank.name}.{value}") != f"{blank.name}.{value}" for value in blank.choices
            )
        elif blank.type != kinds.REF and deed.blanks and blank.name not in SAID_BY_THE_PARTS:
            assert words.label(blank.name) != blank.name, f"{step.key}/{deed.key}: {blank.name}"


@every
def test_no_words_are_lost_to_a_click_of_somebody_else(kind):
    typed = (kinds.LINE, kinds.BOX, kinds.LINK)
    wrong = [
        (step.key, deed.key)
        for step, deed, blank in blanks(kind)
        if blank.type in typed and deed.guard == kinds.TABLE
    ]
    assert not wrong


@every
def test_it_has_a_template_for_each_step_and_a_sheet_to_print(kind, browser_of, priya):
    folder = TOP / "templates" / "activities" / "kinds" / kind.key
    assert all((folder / f"{step.key}.html").exists() for step in kind.steps)
    page = browser_of(priya).get(f"/activities/kinds/{kind.key}")
    assert page.select_one(".print-only").get_text(strip=True)


@pytest.fixture
def eight(circle):
    """A circle of eight."""
    for name in ("Uma", "Ines", "Tom", "Vera", "Aya"):
        let_in(circle, make_person(f"{name} Example"))
    return Group.get_by_id(circle.id)


@every
def test_each_step_of_eight_people_asks_little_of_the_database(kind, eight, priya, browser_of, count_queries):
    if kind.most < 8:
        return
    browser = browser_of(priya)
    for other in KINDS.values():
        if other.most >= 8:
            starting.start(eight, priya, other, new_ref())
    ActivitySession.update(state="finished", ended_at=eight.opened_at).where(
        ActivitySession.kind != kind.key
    ).execute()
    session = ActivitySession.get(ActivitySession.kind == kind.key)
    for step in kind.steps:
        for person_id in eight.member_ids():
            ActivityPart.insert(
                session=session, person=person_id, step=step.key
            ).on_conflict_ignore().execute()
        ActivitySession.update(step=step.key, moved=ActivitySession.moved + 1).execute()
        with count_queries() as counted:
            browser.get(f"/activities/sessions/{session.ref}")
        assert counted.count <= MOST_QUERIES, step.key
