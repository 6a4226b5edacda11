"""Refusals and failures: whole pages for browsers, small notices for htmx, never more than is needed."""

import pytest
from peewee import DataError, OperationalError

from peerportal.core import db
from peerportal.core.db import is_postgres
from peerportal.core.ids import new_ref

SECRET = "Bitterorange"


@pytest.fixture
def shop(app, monkeypatch):
    """Makes the page of who can see what fail as told."""

    def failing(error):
        def fail(**_):
            raise error

        monkeypatch.setitem(app.view_functions, "home.who_sees_what", fail)

    return failing


def test_what_is_not_there_is_the_same_page_whatever_the_address(browser_of, priya):
    browser = browser_of(priya)
    pages = [
        browser.get(path, status=404).select_one("main").get_text()
        for path in ("/nowhere", f"/groups/{new_ref()}", "/groups/1", f"/requests/{new_ref()}", "/sign-out")
    ]
    assert len(set(pages)) == 1


def test_a_fragment_meets_a_notice_and_not_a_page(browser_of, priya):
    page = browser_of(priya).get(f"/groups/{new_ref()}", status=404, fragment=True)
    assert page.select_one("#notice[role=alert]") and not page.select("html")
    assert page.response.headers["HX-Retarget"] == "#notice"
    assert page.response.headers["HX-Reswap"] == "outerHTML"


def test_every_page_has_the_places_that_answers_are_swapped_into(browser_of, priya):
    page = browser_of(priya).get("/account")
    assert page.select_one("#notice") and page.select_one("#said[role=status]")


def test_a_broken_rule_says_its_sentence_as_page_and_as_notice(browser_of, carmen, lin):
    browser = browser_of(carmen)
    page = browser.post("/first-steps/demo", status=409, headers={"Referer": "http://localhost/first-steps"})
    assert "while nobody else is here" in page.select_one("main").get_text()
    assert page.select_one("main a")["href"] == "/first-steps"
    away = browser.post(
        "/first-steps/demo", status=409, headers={"Referer": "http://localhost//evil.example"}
    )
    assert away.select_one("main a")["href"] == "/"
    part = browser.post("/first-steps/demo", status=409, fragment=True)
    assert "while nobody else is here" in part.select_one("#notice").get_text()


@pytest.mark.parametrize("fragment", [False, True])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/suggestions", "/nowhere"])
def test_without_a_database_it_says_so_in_plain_words(browser_of, priya, monkeypatch, caplog, path, fragment):
    def gone(*_, **__):
        raise OperationalError(SECRET)

    browser = browser_of(priya)
    with monkeypatch.context() as away:
        away.setattr(type(db.database.obj), "execute_sql", gone)
        answer = browser.open("GET", path, fragment=fragment)
    assert answer.status_code == 500 and "Nothing was saved" in answer.text
    assert SECRET not in answer.text and SECRET not in caplog.text and "Traceback" not in caplog.text


@pytest.mark.parametrize("fragment", [False, True])
def test_a_failure_of_ours_quotes_nothing(browser_of, priya, shop, caplog, fragment):
    shop(ValueError(SECRET))
    page = browser_of(priya).get("/who-can-see-what", status=500, fragment=fragment)
    assert SECRET not in str(page) and SECRET not in caplog.text
    assert "Nothing was saved" in page.get_text()
    assert bool(page.select("html")) is not fragment


def test_what_the_database_cannot_hold_is_logged_without_its_words(browser_of, priya, shop, caplog):
    shop(DataError(f"cannot hold {SECRET}"))
    browser_of(priya).get("/who-can-see-what", status=400)
    assert "DataError at" in caplog.text and SECRET not in caplog.text


def test_a_page_grown_old_says_how_to_go_on(browser_of, priya):
    page = browser_of(priya).post("/theme", {"theme": "dark"}, csrf=False, status=400)
    assert "grown old" in page.select_one("h1").get_text()


def test_too_much_is_said_to_be_too_much(browser_of, priya):
    page = browser_of(priya).post("/theme", {"theme": "x" * 5_000_000}, status=413)
    assert "too large" in page.select_one("h1").get_text()
    assert "nothing was changed" in page.get_text()


@pytest.mark.parametrize(
    ("sent_from", "back"),
    [
        ("/account", "/account"),
        ("/groups?page=2", "/groups?page=2"),
        ("/theme", "/"),
        ("/account/nowhere/x?y=1", "/account"),
    ],
)
def test_what_is_too_large_leads_back_to_the_page_it_was_sent_from(browser_of, priya, sent_from, back):
    told = {"Referer": "http://localhost" + sent_from}
    page = browser_of(priya).post("/theme", {"theme": "x" * 5_000_000}, status=413, headers=told)
    assert page.select_one("main a.button")["href"] == back


def test_a_page_of_another_role_says_so(browser_of, priya):
    page = browser_of(priya).get("/admin", status=403)
    assert "not for you" in page.select_one("h1").get_text()


def test_a_fragment_asked_for_after_signing_out_says_so_and_leaves_the_page(browser_of, priya):
    page = browser_of().get("/groups", fragment=True, status=401)
    assert page.response.headers["HX-Retarget"] == "#notice"
    assert page.select_one("#notice a")["href"] == "/sign-in?next=/signed-in"


def test_a_form_older_than_its_sign_in_gives_the_page_the_present_token(browser_of, priya):
    browser = browser_of(priya)
    page = browser.post("/theme", {"theme": "dark"}, fragment=True, csrf=False, status=400)
    notice = page.select_one("#notice")
    assert notice["data-person"] == priya.ref
    browser.post("/theme", {"theme": "dark", "csrf_token": notice["data-token"]})


def test_no_answer_is_kept_by_a_browser_and_no_page_loads_from_elsewhere(browser_of, priya):
    answer = browser_of(priya).get("/account").response
    assert answer.headers["Cache-Control"] == "no-store, private"
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'self'" in policy


def test_a_value_that_no_database_can_hold_is_not_understood_and_breaks_nothing(browser_of, carmen, lin):
    # PostgreSQL knows no text with a zero byte in it; SQLite finds nothing by it.
    address = f"/admin/people/{lin.ref}/why-not"
    browser_of(carmen).get(address)
    answer = browser_of(carmen).open("GET", address, query_string={"of": "\x00"})
    assert answer.status_code == (400 if is_postgres() else 404)
