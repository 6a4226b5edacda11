"""A sign-in is a row: when it is gone, a copied cookie opens nothing."""

from datetime import timedelta

import pytest

from peerportal.core import tallies
from peerportal.people import entry, passwords
from peerportal.people.models import Person, SignIn
from tests.cast import PASSWORD


@pytest.fixture
def ana(make_person):
    return make_person("Ana Brandt", password_hash=passwords.hashed(PASSWORD))


def is_signed_in(browser):
    return browser.open("GET", "/account").status_code == 200


def copy_of(browser, browser_of):
    """Another browser with the same cookies."""
    thief = browser_of()
    for cookie in browser.client._cookies.values():
        thief.client.set_cookie(cookie.key, cookie.value, path=cookie.path)
    assert is_signed_in(thief)
    return thief


@pytest.mark.parametrize("end", ["sign out", "everywhere", "suspension", "new password", "one ended"])
def test_a_copied_cookie_is_dead_after(browser_of, ana, end):
    browser = browser_of(ana)
    thief = copy_of(browser, browser_of)
    if end == "sign out":
        browser.submit(browser.get("/account"), "form[action='/sign-out']")
    elif end == "everywhere":
        browser.submit(browser.get("/account"), "form[action='/account/sign-out-everywhere']")
    elif end == "suspension":
        Person.update(state="suspended").where(Person.id == ana.id).execute()
    elif end == "new password":
        other = browser_of(ana)
        other.submit(
            other.get("/account"),
            "form[action='/account/password']",
            current=PASSWORD,
            password="quite another pass phrase",
        )
        assert is_signed_in(other), "the browser that changed it stays"
    elif end == "one ended":
        other = browser_of(ana)
        ref = SignIn.select(SignIn.ref).order_by(SignIn.id).scalar()
        other.post(f"/account/sign-ins/{ref}/end")
        assert is_signed_in(other)
    assert not is_signed_in(thief)


def test_signing_out_asks_the_browser_to_forget(browser_of, ana):
    page = browser_of(ana).post("/sign-out")
    assert page.response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_signing_in_gives_a_new_token_and_ends_the_old_sign_in(browser_of, ana):
    browser = browser_of(ana)
    thief = copy_of(browser, browser_of)
    browser.post("/sign-in", {"email": ana.email, "password": PASSWORD})
    assert is_signed_in(browser) and not is_signed_in(thief)
    assert SignIn.select().count() == 1


def test_a_sign_in_runs_out_without_use_and_after_a_week(browser_of, ana, still):
    browser = browser_of(ana)
    for _ in range(10):
        still.move(timedelta(hours=7))
        assert is_signed_in(browser)
    tallies.flush()
    still.move(timedelta(hours=9))
    assert not is_signed_in(browser)
    busy = browser_of(ana)
    for _ in range(24):
        still.move(timedelta(hours=7))
        assert is_signed_in(busy)
    still.move(timedelta(hours=2))
    assert not is_signed_in(busy)


def test_a_coordinator_is_signed_out_after_an_hour_without_use(browser_of, carmen, still):
    browser = browser_of(carmen)
    still.move(timedelta(minutes=61))
    assert not is_signed_in(browser)


def test_my_account_lists_where_i_am_signed_in(browser_of, ana):
    browser_of(ana)
    page = browser_of(ana).get("/account")
    assert len(page.select("section[aria-labelledby=places] li")) == 2
    assert len(page.select("section[aria-labelledby=places] .tag")) == 1


def test_nobody_ends_the_sign_in_of_somebody_else(browser_of, ana, lin):
    browser_of(ana)
    ref = SignIn.select(SignIn.ref).where(SignIn.person == ana).scalar()
    browser_of(lin).post(f"/account/sign-ins/{ref}/end", status=404)
    assert SignIn.select().where(SignIn.ref == ref).exists()


def test_the_present_password_is_asked_before_it_changes(browser_of, ana):
    browser = browser_of(ana)
    form = {"current": "not this one", "password": "quite another pass phrase"}
    page = browser.post("/account/password", form, status=422)
    assert "not your present password" in page.select_one("#current-error").get_text()
    assert entry.by_password(ana.email, PASSWORD, "192.0.2.1") == ana


def test_another_address_is_confirmed_by_the_new_and_told_to_the_old(browser_of, ana, mails):
    browser = browser_of(ana)
    browser.submit(
        browser.get("/account"), "form[action='/account/email']", email="ana@example.org", proof=PASSWORD
    )
    by_address = {mail["To"].addresses[0].addr_spec: mail.get_content() for mail in mails()}
    assert set(by_address) == {"ana@example.org", ana.email}
    assert "ana@example.org" in by_address[ana.email]
    assert Person.get_by_id(ana.id).email == ana.email
    word = next(word for word in by_address["ana@example.org"].split() if "/account/email/" in word)
    anywhere = browser_of()
    anywhere.submit(anywhere.get(word[word.index("/account/") :]), "main form")
    assert Person.get_by_id(ana.id).folded_email == "ana@example.org"


def test_an_address_of_somebody_else_cannot_be_taken(browser_of, ana, lin, mails):
    browser = browser_of(ana)
    browser.submit(
        browser.get("/account"), "form[action='/account/email']", email=lin.email.upper(), proof=PASSWORD
    )
    to_new = next(mail for mail in mails() if mail["To"].addresses[0].addr_spec.lower() == lin.email)
    word = next(word for word in to_new.get_content().split() if "/account/email/" in word)
    page = browser.post(word[word.index("/account/") :], status=409)
    assert "cannot be used" in page.get_text()
    assert Person.get_by_id(ana.id).email == "ana.brandt@example.com"


def test_light_and_dark_are_remembered_and_lead_back(browser_of, ana):
    browser = browser_of(ana)
    page = browser.post("/theme", {"theme": "dark"}, headers={"Referer": "http://localhost/account"})
    assert page.location == "/account"
    assert browser.get("/account").html["data-theme"] == "dark"
    browser.post("/theme", {"theme": "no such"})
    assert browser.get("/account").html["data-theme"] == "dark"


def test_an_open_page_that_asks_by_itself_keeps_nobody_signed_in(browser_of, ana, still):
    browser = browser_of(ana)
    for _ in range(9):
        still.move(timedelta(hours=1))
        browser.open("GET", "/account", headers={"HX-PTag": "1"})
    assert not is_signed_in(browser)
