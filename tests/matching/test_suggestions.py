"""The suggestions page: ten cards with reasons, filters in the address, hard rules, few queries."""

import pytest

from peerportal.core import changes, tallies
from peerportal.core.db import transaction
from peerportal.matching import index
from peerportal.matching.models import Exposure, SetAside
from peerportal.people import blocks
from peerportal.people.models import Person
from peerportal.programmes.models import Programme


def shown(page):
    return [name.get_text() for name in page.select("#people .name")]


def crowd(make_person, count, first=0, **facts):
    for number in range(first, first + count):
        about = {"offers": ["SQL"], "seeks": ["Writing"], "department": f"Area {number % 5}"} | facts
        make_person(f"Peer {number:02}", **about)


def test_priya_sees_omar_first_and_why_in_both_directions(browser_of, priya, omar, lin):
    page = browser_of(priya).get("/suggestions")
    first = page.select_one("#people li")
    assert first.select_one(".name").get_text() == "Omar Haddad"
    assert "A swap: Omar can help you with public speaking." in first.select_one(".in").get_text()
    assert "In return, you can help Omar with Kubernetes." in first.select_one(".out").get_text()
    assert "public speaking" in first.select_one(".opener").get_text()
    assert "Good fit" in first.get_text() and "Room for 1 more" in first.get_text()
    text = first.get_text()
    assert text.index("Offers") < text.index("Omar Haddad"), "the exchange comes before the name"


def test_ten_cards_of_which_the_last_is_an_honest_wild_card(browser_of, priya, make_person):
    crowd(make_person, 25)
    page = browser_of(priya).get("/suggestions")
    assert len(shown(page)) == 10
    wild = [card for card in page.select("#people > ul > li") if card.select_one(".tag")]
    assert len(wild) == 1 and "Picked at random from another area" in wild[0].get_text()


def test_the_programme_can_do_without_a_wild_card(browser_of, priya, make_person, programme):
    crowd(make_person, 25)
    with transaction():
        Programme.update(wild_card=0).where(Programme.id == programme.id).execute()
        changes.record("programme", a=programme.id)
    page = browser_of(priya).get("/suggestions")
    assert len(shown(page)) == 10 and "Wild card" not in page.get_text()


def test_the_fragment_is_the_same_list(browser_of, priya, make_person):
    crowd(make_person, 12)
    browser = browser_of(priya)
    whole = browser.get("/suggestions?department=Area+1")
    part = browser.get("/suggestions?department=Area+1", fragment=True)
    assert shown(whole) == shown(part) and len(shown(part)) == 3
    assert part.select_one("#said")["hx-swap-oob"] and not part.find("header")
    assert whole.select_one("#department option[selected]").get_text() == "Area 1"


def test_a_filter_says_what_it_leaves_out_and_what_would_help(browser_of, priya, make_person):
    crowd(make_person, 6, languages=["English", "Polish"])
    page = browser_of(priya).get("/suggestions?department=Area+1&hours=20&language=Polish")
    told = page.select_one("#people").get_text(" ", strip=True)
    assert "1 of 6 people you could ask fits" in told and "The department leaves out 5" in told
    tweak = page.select_one("#people .tweak")
    assert "Take away the department" in tweak.get_text() and "+5" in tweak.get_text()
    assert len(shown(browser_of(priya).get(tweak["href"]))) == 6


def test_the_term_filter_understands_slips_and_is_not_fooled(browser_of, priya, make_person):
    make_person("Jo Java", offers=["Java"])
    make_person("Jay Script", offers=["JavaScript"])
    make_person("Pam Manager", offers=["Project management"])
    browser = browser_of(priya)
    assert shown(browser.get("/suggestions?term=java")) == ["Jo Java"]
    assert shown(browser.get("/suggestions?term=project+managment")) == ["Pam Manager"]
    assert shown(browser.get("/suggestions?q=scrpt")) == ["Jay Script"]


@pytest.mark.parametrize("hostile", ["%00", "%F0%9F%92%A9", "a" * 500, "%27%22%3Cb%3E", "%E2%80%AE"])
def test_any_filter_can_be_typed(browser_of, priya, omar, hostile):
    for name in ("term", "department", "q", "hours", "format"):
        browser_of(priya).get(f"/suggestions?{name}={hostile}")


def test_hard_rules_hold_at_once(browser_of, priya, omar, lin, make_person):
    boss = make_person("Boss Person", seeks=["Kubernetes"])
    with transaction():
        Person.update(manager=boss).where(Person.id == priya.id).execute()
        changes.record("manager", priya.id)
    browser = browser_of(priya)
    assert set(shown(browser.get("/suggestions"))) == {"Omar Haddad", "Lin Zhao"}
    blocks.block(omar, priya)
    assert shown(browser.get("/suggestions")) == ["Lin Zhao"]
    blocks.unblock(omar, priya)
    with transaction():
        Person.update(state="paused").where(Person.id == lin.id).execute()
        changes.record("state", lin.id)
    assert shown(browser.get("/suggestions")) == ["Omar Haddad"]
    assert shown(browser_of(boss).get("/suggestions")) == ["Omar Haddad"]


def test_blocked_and_paused_worlds_look_the_same(browser_of, priya, omar, lin):
    browser = browser_of(priya)

    def look():
        page = browser.get("/suggestions")
        for token in page.select("[name=csrf_token]"):
            token["value"] = ""
        return page.select_one("#people").decode()

    blocks.block(omar, priya)
    in_one_world = look()
    blocks.unblock(omar, priya)
    with transaction():
        Person.update(state="paused").where(Person.id == omar.id).execute()
        changes.record("state", omar.id)
    assert look() == in_one_world
    assert "1 is not available right now" in in_one_world


def test_setting_aside_and_bringing_back(browser_of, priya, omar, lin):
    browser = browser_of(priya)
    page = browser.get("/suggestions")
    gone = browser.submit(page, f"#person-{omar.ref} form", fragment=True)
    assert "set aside" in gone.select_one(f"#person-{omar.ref}").get_text() and gone.select_one("#said")
    assert shown(browser.get("/suggestions")) == ["Lin Zhao"]
    assert "Priya" not in browser_of(omar).get("/suggestions/set-aside").select_one("main").get_text()
    assert "Priya Nair" in shown(browser_of(omar).get("/suggestions"))
    aside = browser.get("/suggestions/set-aside")
    assert "Omar Haddad" in aside.get_text()
    browser.follow(browser.submit(aside, f"#person-{omar.ref} form"))
    assert len(shown(browser.get("/suggestions"))) == 2
    assert SetAside.select().count() == 0


def test_surprise_shows_one_person_of_another_area(browser_of, priya, lin, make_person):
    make_person("Near By", department="Engineering")
    assert shown_by_surprise(browser_of(priya)) == ["Lin Zhao"]


def shown_by_surprise(browser):
    return [name.get_text() for name in browser.get("/suggestions/surprise").select(".name")]


def test_an_empty_list_says_why(browser_of, priya, omar):
    blocks.block(priya, omar)
    page = browser_of(priya).get("/suggestions")
    told = page.select_one("#people").get_text(" ", strip=True)
    assert (
        "Nobody yet, and here is why" in told
        and "1 other person takes part. 1 is not available right now." in told
    )
    assert "Nobody of another area" in browser_of(priya).get("/suggestions/surprise").get_text()


def test_nobody_is_suggested_to_who_pauses_or_has_no_room(browser_of, priya, omar):
    with transaction():
        Person.update(state="paused").where(Person.id == priya.id).execute()
        changes.record("state", priya.id)
    assert "You have paused" in browser_of(priya).get("/suggestions").get_text()
    with transaction():
        Programme.update(state="closed").execute()
        changes.record("programme", a=1)
    assert "not open right now" in browser_of(omar).get("/suggestions").get_text()


@pytest.mark.parametrize(
    "path", ["/suggestions", "/suggestions?department=Area+1", "/people?q=peer", "/suggestions/surprise"]
)
def test_three_people_and_thirty_cost_the_same(browser_of, priya, make_person, count_queries, path):
    browser, counts = browser_of(priya), []
    browser.get("/people?q=anybody")  # The first search of a process reads what everybody is called.
    for first, count in ((0, 3), (3, 27)):
        crowd(make_person, count, first)
        browser.get("/suggestions")
        forget_what_was_shown()
        with count_queries() as counted:
            browser.get(path)
        counts.append(counted.count)
    assert counts[0] == counts[1] <= 8


def forget_what_was_shown():
    """As for somebody who looks for the first time, at people whom nobody was shown before."""
    with index.opened() as known:
        known.kept.clear()
        known.faces.drop(range(100))


def test_catching_up_and_reading_anew_stay_within_eight_queries(browser_of, priya, omar, lin, count_queries):
    browser = browser_of(priya)
    index.forget()
    with count_queries() as counted:
        browser.get("/suggestions")
    assert counted.count <= 8 + 1, "one statement more for the circles"
    with transaction():
        Person.update(title="Lead").where(Person.id == omar.id).execute()
        for kind in ("person", "terms", "block"):
            changes.record(kind, omar.id, lin.id)
    with count_queries() as counted:
        browser.get("/suggestions")
    assert counted.count <= 8


def test_reading_a_page_writes_nothing_and_showings_are_counted(browser_of, priya, omar, lin):
    tallies.flush()
    before = Exposure.select().count()
    browser_of(priya).get("/suggestions")
    assert Exposure.select().count() == before == 0
    tallies.flush()
    assert dict(Exposure.select(Exposure.person, Exposure.shown).tuples()) == {omar.id: 1, lin.id: 1}
    browser_of(priya).get("/suggestions")
    tallies.flush()
    assert Exposure.get(Exposure.person == omar.id).shown == 2


def test_the_live_suggestions_are_the_first_three(browser_of, priya, make_person):
    crowd(make_person, 6)
    part = browser_of(priya).get("/suggestions/live", fragment=True)
    assert len(part.select("#live-suggestions li")) == 3
