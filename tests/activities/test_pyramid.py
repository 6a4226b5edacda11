"""The Pyramid of Success: fifteen traits, each in one place, placed apart and laid side by side."""

from datetime import timedelta

import pytest

from peerportal.activities import playing
from peerportal.activities.kind import Refused
from peerportal.activities.kinds.pyramid import WOODENS, name, traits
from peerportal.activities.mechanics import turns
from peerportal.core.rules import RuleBroken
from tests.activities import pyramids

table, place_all = pyramids.table, pyramids.place_all  # fixtures


def standing(table, person):
    return [[key for _, key in row] for row in table.facts(person, "place")["rows"]]


def test_a_trait_that_is_placed_elsewhere_moves_and_leaves_its_place_empty(table, priya):
    table.does(priya, "move", trait="poise", place=1)
    table.does(priya, "move", trait="poise", place=15)
    assert standing(table, priya)[0] == [None]
    assert standing(table, priya)[4] == [None] * 4 + ["poise"]


def test_a_trait_put_where_another_stands_changes_places_with_it(table, priya):
    table.does(priya, "move", trait="poise", place=1)
    table.does(priya, "move", trait="skill", place=2)
    assert table.does(priya, "move", trait="skill", place=1).startswith(
        "Skill stands in row 1. Poise went to row 2."
    )
    assert standing(table, priya)[:2] == [["skill"], ["poise", None]]


def test_a_trait_put_from_beside_the_pyramid_where_another_stands_takes_its_place(table, priya):
    table.does(priya, "move", trait="poise", place=1)
    assert "Poise is to be placed again. 14 to place." in table.does(priya, "move", trait="skill", place=1)
    assert "poise" in table.facts(priya)["left"]


def test_a_trait_can_be_taken_away_and_doing_anything_twice_is_the_same_as_once(table, priya):
    for _ in "twice":
        table.does(priya, "move", trait="greatness", place=15)
    for _ in "twice":
        table.does(priya, "move", trait="greatness", place=0)
    assert table.facts(priya)["left"] == traits()


@pytest.mark.parametrize(
    ("trait", "place", "blank", "sentence"),
    [
        ("humour", 1, "trait", "none of the fifteen"),
        (None, 1, "trait", "Choose a trait first"),
        ("poise", 16, "place", "no place"),
        ("poise", -1, "place", "no place"),
        ("poise", None, "place", "no place"),
    ],
)
def test_what_is_no_trait_or_no_place_is_refused_and_nothing_changes(
    table, priya, trait, place, blank, sentence
):
    table.does(priya, "move", trait="poise", place=3)
    before = table.facts(priya)["rows"], table.facts(priya)["version"]
    with pytest.raises(Refused, match=sentence) as refused:
        table.does(priya, "move", trait=trait, place=place)
    assert refused.value.blank == blank
    assert (table.facts(priya)["rows"], table.facts(priya)["version"]) == before


def test_the_refusal_stands_on_the_page(table, priya, browser_of):
    browser = browser_of(priya)
    page = browser.get(table.at())
    answer = browser.submit(page, "#place-move", status=422, trait="humour", place="3")
    assert "none of the fifteen" in answer.select_one("#place-trait-error").get_text()
    answer = browser.submit(page, "#place-move", status=422, trait="poise", place="sixteen")
    assert "whole number" in answer.select_one("#place-place-error").get_text()


def test_nobody_is_ready_before_all_fifteen_stand(table, priya, place_all):
    with pytest.raises(RuleBroken, match="Still to be placed: Skill."):
        place_all(priya, [trait for trait in WOODENS if trait != "skill"])
    assert not table.facts(priya)["i_am_ready"]
    table.does(priya, "move", trait="skill", place=15)
    table.does(priya, "ready")
    with pytest.raises(RuleBroken, match="Take that back"):
        table.does(priya, "move", trait="skill", place=1)
    table.does(priya, "not-ready")
    table.does(priya, "move", trait="skill", place=1)


def test_each_pyramid_and_woodens_own_stay_hidden_until_all_have_placed(
    table, priya, omar, lin, place_all, browser_of
):
    place_all(priya, WOODENS)
    place_all(omar, reversed(WOODENS))
    for person in (priya, omar, lin):
        assert not browser_of(person).get(table.at()).select(".side-by-side")
        assert "woodens" not in table.facts(person)
    assert table.sees(lin, "place").part_of(priya.id).words is None
    place_all(lin, traits())
    for person in (priya, omar, lin):
        page = browser_of(person).get(table.at())
        heads = [head.get_text() for head in page.select(".side-by-side h3")]
        assert heads == ["Priya", "Omar", "Lin", "John Wooden"]


def test_the_page_of_the_activity_does_not_tell_woodens_order(app, priya, browser_of):
    text = browser_of(priya).get("/activities/kinds/pyramid").get_text(" ").replace("\u00ad", "")
    found = sorted((text.index(name(trait)), trait) for trait in WOODENS)
    assert [trait for _, trait in found] == traits()


def test_who_is_late_sees_woodens_own_only_after_placing_theirs(still, table, priya, omar, lin, place_all):
    place_all(priya, WOODENS)
    place_all(omar, WOODENS)
    table.does(priya, "ask")
    still.move(timedelta(minutes=1))
    table.does(priya, "reveal")
    assert table.facts(priya)["woodens"] is None and table.facts(lin)["woodens"] is None
    table.goes_on(priya)
    assert table.facts(omar, "place")["woodens"] and table.facts(lin, "place")["woodens"] is None
    place_all(lin, traits())
    assert table.facts(lin, "place")["woodens"]
    assert len(table.facts(priya, "place")["pyramids"]) == 3


def test_what_stands_high_with_more_than_one_is_marked(table, priya, omar, lin, place_all):
    place_all(priya, WOODENS)
    place_all(omar, reversed(WOODENS))
    place_all(lin, ["loyalty", *(trait for trait in WOODENS if trait != "loyalty")])
    shared = dict(table.facts(priya)["shared"])
    assert shared["greatness"] == ["Priya", "Lin"] and shared["loyalty"] == ["Omar", "Lin"]
    assert "alertness" not in shared
    assert [(member.first_name, top) for member, top in table.facts(lin)["tops"]] == [
        ("Priya", "greatness"),
        ("Omar", "enthusiasm"),
        ("Lin", "loyalty"),
    ]


def test_each_has_a_turn_in_every_round_and_two_clicks_pass_it_on_once(table, priya, omar, lin, place_all):
    for person in (priya, omar, lin):
        place_all(person, WOODENS)
    table.goes_on(priya)
    version = table.session.version
    assert "Omar" in table.does(priya, "pass-on", version=version)
    assert table.does(priya, "pass-on", version=version) == playing.LATE
    table.does(omar, "pass-on")
    assert table.does(lin, "pass-on") == turns.OVER
    table.goes_on(priya)
    assert table.facts(priya)["whose"].first_name == "Omar"


def test_a_stranger_gets_no_page_and_moves_nothing(table, carmen, browser_of):
    stranger = browser_of(carmen)
    stranger.get(table.at(), status=404)
    stranger.post(table.at("place", "move"), {"trait": "poise", "place": "1"}, status=404)


def test_its_page_takes_no_more_statements_for_eight_than_for_three(
    enter, make_person, table, circle, priya, omar, lin, place_all, count_queries, browser_of
):
    def asked():
        browser = browser_of(priya)
        browser.get(table.at())
        with count_queries() as counted:
            browser.get(table.at())
        return counted.count

    for person in (priya, omar, lin):
        place_all(person, WOODENS)
    for _ in range(3):
        table.goes_on(priya)
    of_three = asked()
    for number in range(5):
        enter(circle, person := make_person(f"Peer {number}"))
        place_all(person, traits())
    assert len(table.facts(priya, "place")["pyramids"]) == 8
    assert asked() <= of_three <= 8, of_three
