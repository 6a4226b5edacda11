"""What coordinators do to the vocabulary is seen in suggestions at the next request."""

import pytest

from peerportal.people.profile import words
from peerportal.terms import merging, relating, undoing
from tests.terms.test_merging import term


@pytest.fixture
def stage(make_person, priya):
    """Priya seeks public speaking; Tara offers what only this organisation calls it, and something Priya's own."""
    make_person("Zoe Plain", offers=["Welding"])
    return make_person(
        "Tara Stage", offers=["Zampano nights", "Origami"], seeks=["Kubernetes"], department="Sales"
    )


@pytest.fixture
def gain(priya, browser_of, stage):
    """What Priya is told at this moment that Tara could give her."""
    browser = browser_of(priya)

    def look():
        cards = browser.get("/suggestions").select(".people > li, .wild")
        (hers,) = [card for card in cards if "Tara Stage" in card.get_text()]
        return " ".join(hers.select_one(".swap .in").get_text(" ").split())

    return look


NOTHING = "Nothing from your list"


def test_a_merge_is_seen_at_once_and_its_undoing_too(gain, carmen):
    assert NOTHING in gain()
    deed = merging.merge(term("Zampano nights"), term("Public speaking"), by=carmen.id)
    assert NOTHING not in gain()
    undoing.undo(deed, by=carmen.id)
    assert NOTHING in gain()


def test_a_relation_is_seen_at_once_and_goes_again(gain, carmen):
    relating.relate(term("Zampano nights"), term("Public speaking"), relating.STRONG, by=carmen.id)
    assert "Zampano nights" in gain() and NOTHING not in gain()
    relating.unrelate(term("Zampano nights"), term("Public speaking"), by=carmen.id)
    assert NOTHING in gain()


def test_an_alias_and_a_new_name_reach_who_wrote_either(gain, stage, carmen):
    words.drop(stage, "offer", term("Zampano nights").ref)
    merging.rename(term("Public speaking"), "Speaking on stages", by=carmen.id)
    merging.add_alias(term("Speaking on stages"), "Zirkus", by=carmen.id)
    assert NOTHING in gain()
    words.add(stage, "offer", "zirkus")
    assert NOTHING not in gain()


def test_a_split_takes_the_reason_away(gain, stage, carmen):
    words.drop(stage, "offer", term("Zampano nights").ref)
    words.add(stage, "offer", "public speeking")
    assert NOTHING not in gain()
    merging.split_spelling(term("Public speaking"), "public speeking", by=carmen.id)
    assert NOTHING in gain()
