"""Other people's pages and the people search: who may be seen, what can be done, blocking."""

import pytest

from peerportal.core import changes
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.people import blocks, hooks
from peerportal.people.models import Block, Person


def words(part):
    return " ".join(part.get_text().split())


def found(page):
    return [name.get_text() for name in page.select("#found .name")]


def test_a_profile_shows_the_exchange_and_can_be_asked(browser_of, priya, omar):
    page = browser_of(priya).get(f"/people/{omar.ref}")
    text = words(page.select_one("main"))
    assert "A swap: Omar can help you with public speaking." in text and "Customer care" in text
    assert page.select_one(f'a.go[href="/people/{omar.ref}/ask"]')


@pytest.mark.parametrize(
    "case", ["unknown", "left", "paused", "suspended", "blocked", "blocking", "line", "waiting", "self"]
)
def test_all_who_cannot_be_reached_are_the_same_404(browser_of, priya, omar, make_person, case):
    other = make_person(
        "Other Person", state=case if case in ("left", "paused", "suspended", "waiting") else "active"
    )
    ref = {"unknown": new_ref(), "self": priya.ref}.get(case, other.ref)
    if case == "blocked":
        blocks.block(priya, other)
    if case == "blocking":
        blocks.block(other, priya)
    if case == "line":
        with transaction():
            Person.update(manager=omar).where(Person.id == priya.id).execute()
            Person.update(manager=other).where(Person.id == omar.id).execute()
            changes.record("manager", priya.id)
            changes.record("manager", omar.id)
    browser = browser_of(priya)
    body = browser.get(f"/people/{ref}", status=404).select_one("main").get_text()
    assert body == browser.get(f"/people/{new_ref()}", status=404).select_one("main").get_text()
    if case not in ("unknown", "self"):
        assert found(browser.get("/people?q=other+person")) == []
    for deed in ("set-aside", "bring-back"):
        browser.post(f"/people/{ref}/{deed}", status=404)


def test_search_forgives_slips_and_finds_topics(browser_of, priya, omar, lin):
    browser = browser_of(priya)
    assert found(browser.get("/people?q=hadad")) == ["Omar Haddad"]
    assert found(browser.get("/people?q=negotation")) == ["Lin Zhao"]
    assert found(browser.get("/people?q=zhao", fragment=True)) == ["Lin Zhao"]
    assert "Nobody found" in browser.get("/people?q=xyzzy").get_text()
    assert found(browser.get("/people")) == []


def test_what_somebody_is_going_through_cannot_be_searched_nor_seen(browser_of, priya, make_person):
    make_person("Quiet One", situation=["Burnout"], offers=["Welding"])
    browser = browser_of(priya)
    assert found(browser.get("/people?q=burnout")) == []
    other = Person.get(Person.name == "Quiet One")
    assert "Burnout" not in browser.get(f"/people/{other.ref}").get_text()
    assert "Burnout" not in browser.get("/suggestions").get_text()


def test_the_same_situation_is_named_to_both_and_to_nobody_else(browser_of, make_person, carmen):
    one = make_person("One Person", situation=["Back from leave"])
    make_person("Two Person", situation=["Back from leave"])
    assert "You are both going through this: back from leave" in words(browser_of(one).get("/suggestions"))
    assert "leave" not in browser_of(carmen).get("/suggestions").select_one("#people").get_text()


def test_blocking_is_silent_and_felt_both_ways(browser_of, priya, omar):
    heard = []
    listener = hooks.on_block.register(lambda by, other: heard.append((by.id, other.id)))
    page = browser_of(priya).get(f"/people/{omar.ref}")
    answer = browser_of(priya).post(f"/people/{omar.ref}/block")
    hooks.on_block.listeners.remove(listener)
    assert page and answer.location == "/blocks" and heard == [(priya.id, omar.id)]
    browser_of(priya).get(f"/people/{omar.ref}", status=404)
    browser_of(omar).get(f"/people/{priya.ref}", status=404)
    assert "Omar Haddad" in browser_of(priya).get("/blocks").get_text()
    assert "Priya" not in browser_of(omar).get("/blocks").select_one("main").get_text()
    browser_of(omar).post(f"/blocks/{omar.ref}/take-back", status=404)
    browser_of(priya).post(f"/blocks/{omar.ref}/take-back")
    assert Block.select().count() == 0
    browser_of(priya).get(f"/people/{omar.ref}")


def test_blocking_twice_changes_nothing(app, priya, omar):
    blocks.block(priya, omar)
    head = changes.head()
    blocks.block(priya, omar)
    assert changes.head() == head


def test_a_photo_is_reached_only_with_the_profile(browser_of, priya, omar):
    from peerportal.core import files
    from peerportal.people.models import Profile

    with transaction():
        Profile.update(photo=files.save(b"RIFF0000WEBP", "webp")).where(Profile.person == omar.id).execute()
        changes.record("profile", omar.id)
    assert browser_of(priya).open("GET", f"/people/{omar.ref}/photo").status_code == 200
    blocks.block(omar, priya)
    assert browser_of(priya).open("GET", f"/people/{omar.ref}/photo").status_code == 404
