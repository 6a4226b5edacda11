"""The shelf: what fits stands first, and once; what is begun is gone on with; and no place is empty without a word."""

from peerportal.activities import playing, shelf
from peerportal.activities.kinds import KINDS

QUADRANTS = KINDS["quadrants"]


def names(page, selector):
    return [link.get_text() for link in page.select(f"{selector} h3 a")]


def test_what_is_suggested_does_not_stand_below_once_more(pair, priya, browser_of):
    page = browser_of(priya).get("/activities")
    suggested = names(page, "[aria-labelledby=fitting-head]")
    assert len(suggested) == shelf.FITTING
    assert sorted(suggested + names(page, "#all")) == sorted(
        shelf.texts.of(key).name for key in KINDS
    )  # each of them once


def test_what_is_looked_for_is_shown_wherever_else_it_stands(pair, priya, browser_of):
    page = browser_of(priya).get("/activities?stage=meet&minutes=30")
    assert "Quadrants" in names(page, "#all")
    none = browser_of(priya).get("/activities?stage=close&minutes=15")
    assert none.select_one("#all a")["href"] == f"/activities?group={pair.ref}"


def test_what_is_begun_is_neither_suggested_nor_done_and_can_be_gone_on_with(begin, pair, priya, browser_of):
    table = begin(pair, priya, "quadrants")
    past = shelf.before(pair)
    assert past.done == {} and shelf.card(QUADRANTS, past).is_begun
    assert QUADRANTS not in [card.kind for card in shelf.fitting("meet", 2, past)]
    page = browser_of(priya).get(f"/activities/kinds/quadrants?group={pair.ref}")
    assert page.select_one(f"a[href='{table.at()}']").get_text().startswith("Go on")


def test_only_what_was_finished_counts_as_done(begin, pair, priya, omar):
    for hobby in ("Chess", "Sailing"):
        table = begin(pair, priya, "quadrants")
        for person in (priya, omar):
            table.does(person, "ready", hobbies=hobby)
        table.goes_on(priya)
        if hobby == "Chess":
            table.goes_on(priya)
        else:
            playing.stop(pair, table.session, priya)
    assert shelf.before(pair).done == {"quadrants": 1}


def test_with_two_groups_the_shelf_is_of_one_of_them(pair, circle, priya, browser_of):
    browser = browser_of(priya)
    page = browser.get(f"/activities?group={pair.ref}")
    assert page.select_one("nav[aria-label='For whom'] [aria-current=page]").get_text() == "Priya and Omar"
    other = page.select_one("nav[aria-label='For whom'] a:not([aria-current])")
    assert circle.ref in other["href"]
    assert "Suggested for Telling stories" in browser.get(other["href"]).get_text()


def test_who_has_no_group_is_told_where_to_find_somebody(lin, browser_of):
    for address in ("/activities", "/activities/kinds/pyramid"):
        assert browser_of(lin).get(address).select_one("main a[href='/suggestions']")


def test_what_was_stopped_before_its_reveal_says_so(begin, pair, priya, omar, browser_of):
    table = begin(pair, priya, "quadrants")
    table.does(priya, "save", hobbies="Chess")
    playing.stop(pair, table.session, priya)
    page = browser_of(omar).get(table.at())
    assert "It was not revealed" in page.get_text() and "Chess" not in page.get_text()
