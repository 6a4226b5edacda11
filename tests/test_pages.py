"""Every page, as every kind of person, found by its links: sound HTML, no query in a template, forms without htmx."""

import pytest

from peerportal.people.models import Person, RosterImport
from tests.browser import Browser, filled
from tests.cast import make_person
from tests.crawl import endpoint_of, everywhere, forms_on, queries_in_templates
from tests.rows import tried_only
from tests.world import World, ask, open_group

VISITORS = [None, "priya", "omar", "uma", "ines", "lin", "carmen"]
MOST_QUERIES = 9


@pytest.fixture
def world(once):
    return once(World)


def visitor(app, world, name):
    return Browser(app, getattr(world, name) if name else None)


@pytest.mark.parametrize("name", VISITORS, ids=str)
def test_every_page_is_sound_and_all_on_it_leads_somewhere(app, world, name):
    browser = visitor(app, world, name)
    with queries_in_templates(app) as asked:
        pages = list(everywhere(app, browser, reviewed=True))
    assert len(pages) > (15 if name else 1), pages
    assert not asked, "a template asked the database:\n" + "\n".join(asked)
    wrong = [*forms_that_need_htmx(app, browser, pages), *answers_that_are_no_fragment(browser, pages)]
    assert not wrong, "\n".join(wrong)


def forms_that_need_htmx(app, browser, pages):
    """Forms that nothing answers, or that answer with an error, when a browser sends them as they stand."""
    for address, form in forms_on(app, pages):
        method, action = form["method"].upper(), form["action"]
        if endpoint_of(app, action, method) is None:
            yield f"{address}: nothing answers {method} {action}"
            continue
        with tried_only():
            sent = {"query_string": filled(form)} if method == "GET" else {"data": filled(form)}
            answer = browser.open(method, action, **sent)
        browser.stay_signed_in()
        if answer.status_code not in (200, 302, 303, 409, 422):
            yield f"{address}: {method} {action} answers {answer.status_code}"


def answers_that_are_no_fragment(browser, pages):
    """What htmx asks for on these pages and gets an error or a whole page."""
    asked = (tag["hx-get"] for _, page in pages for tag in page.find_all(attrs={"hx-get": True}))
    for address in dict.fromkeys(asked):
        answer = browser.open("GET", address, fragment=True)
        if answer.status_code not in (200, 204, 304, 422) or b"<html" in answer.data:
            yield f"{address}: {answer.status_code}, {len(answer.data)} bytes"


@pytest.mark.parametrize("name", ["priya", "carmen"])
def test_no_page_asks_the_database_more_than_nine_times(app, world, name, count_queries):
    browser = visitor(app, world, name)
    many = []
    for address in [address for address, _ in everywhere(app, browser)]:
        with count_queries() as counted:
            browser.open("GET", address)
        if counted.count > MOST_QUERIES:
            many.append(f"{counted.count} {address}")
    assert not many, "\n".join(many)


def test_every_answer_carries_its_headers(app, world):
    for name in (None, "priya"):
        for address in ("/", "/nowhere", "/static/nothing.css"):
            headers = visitor(app, world, name).open("GET", address).headers
            assert "default-src 'self'" in headers["Content-Security-Policy"]
            assert "unsafe" not in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["X-Frame-Options"] == "DENY"
            if not address.startswith("/static"):
                assert headers["Cache-Control"] == "no-store, private"


def fill(world, count):
    """So many more people, pairs and requests of Priya's, reports and rosters."""
    for number in range(Person.select().count(), Person.select().count() + count):
        peer = make_person(f"Number {number}", programme=world.programme, offers=["Public speaking"], room=3)
        asker = make_person(f"Asker {number}", programme=world.programme, offers=["Writing"], room=3)
        open_group(
            world.priya, peer, world.programme, state="closed" if number % 2 else "active", item="Begin"
        )
        ask(asker, world.priya, world.programme)
        world.report()
        RosterImport.create(by=world.carmen, state="done", file_name="people.csv")


LISTS = {
    "priya": [
        "/",
        "/suggestions",
        "/circles",
        "/people?q=number",
        "/requests",
        "/groups",
        "/concerns",
        "/blocks",
    ],
    "carmen": ["/admin", "/admin/people", "/admin/groups", "/admin/concerns", "/admin/import"],
}


@pytest.mark.parametrize("name", LISTS)
def test_a_long_list_asks_the_database_as_often_as_a_short_one(app, world, name, count_queries):
    def cost():
        browser, found = visitor(app, world, name), {}
        for address in LISTS[name]:
            browser.open("GET", address)  # the index has followed what changed
            with count_queries() as counted:
                assert browser.open("GET", address).status_code == 200, address
            found[address] = counted.count
        return found

    fill(world, 3)
    short = cost()
    fill(world, 27)
    assert cost() == short
