"""Signing in: by password, by a link that works once, and what keeps others out."""

import statistics
import time
from datetime import timedelta

import pytest

from peerportal.core import clock, limits
from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from peerportal.people import entry, links, passwords
from peerportal.people.models import OneTimeLink, Person, SignIn
from peerportal.people.models.joining import RESET, SIGN_IN
from tests.cast import PASSWORD


@pytest.fixture
def ana(make_person):
    """Somebody with a password."""
    return make_person("Ana Brandt", password_hash=passwords.hashed(PASSWORD))


def sign_in(browser, email, password, **more):
    page = browser.get("/sign-in")
    return browser.submit(
        page, "form[action='/sign-in']", email=email, password=password, status=(303, 422, 429), **more
    )


def test_the_right_password_opens_the_first_page(browser_of, ana):
    browser = browser_of()
    page = sign_in(browser, "ANA.brandt@example.com ", PASSWORD)
    assert page.location == "/"
    assert browser.get("/").title.get_text().startswith("Home")


def test_a_wrong_password_says_so_beside_the_field_and_keeps_the_address(browser_of, ana):
    page = sign_in(browser_of(), ana.email, "not the right one at all")
    assert page.response.status_code == 422
    assert page.select_one("#email")["value"] == ana.email
    assert page.select_one("#password").get("value") in (None, "")
    assert "do not belong together" in page.select_one("#password-error").get_text()
    assert page.select_one("#password")["aria-describedby"] == "password-error"


def test_an_unknown_address_is_answered_word_for_word_like_a_wrong_password(browser_of, ana):
    known = sign_in(browser_of(), ana.email, "x" * 12)
    unknown = sign_in(browser_of(), "xyz.brandt@example.com", "x" * 12)
    known_text, unknown_text = (page.select_one("main").get_text() for page in (known, unknown))
    assert known.response.status_code == unknown.response.status_code
    assert known_text == unknown_text


def test_an_unknown_address_takes_as_long_as_a_known_one(ana, still):
    def seconds(email):
        begun = time.perf_counter()
        with pytest.raises(RuleBroken):
            entry.by_password(email, "wrong but long enough", "192.0.2.1")
        return time.perf_counter() - begun

    seconds("first@example.com")
    pairs = []
    for _ in range(9):
        pairs.append((seconds(ana.email), seconds("nobody@example.com")))
        still.move(timedelta(minutes=20))
    known, unknown = (statistics.median(column) for column in zip(*pairs, strict=True))
    assert abs(known - unknown) < 0.4 * known


def test_somebody_invited_who_has_not_joined_cannot_sign_in(make_person):
    nils = make_person("Nils Holm", state="invited", password_hash=None)
    with pytest.raises(RuleBroken, match="do not belong together"):
        entry.by_password(nils.email, "", "192.0.2.1")


def test_after_ten_failures_even_the_right_password_waits(browser_of, ana, still):
    for number in range(10):
        with pytest.raises(RuleBroken):
            entry.by_password(ana.email, "wrong", f"192.0.2.{number}")
    page = sign_in(browser_of(), ana.email, PASSWORD)
    assert page.response.status_code == 429
    assert int(page.response.headers["Retry-After"]) > 0
    assert "too many tries" in page.select_one("[role=alert]").get_text()
    still.move(timedelta(minutes=16))
    assert sign_in(browser_of(), ana.email, PASSWORD).location == "/"


def test_failures_count_by_network_address_too(ana, still):
    for _ in range(100):
        limits.hit(entry.PER_ADDRESS, "sign-in-from", "198.51.100.7")
    with pytest.raises(entry.TooManyTries):
        entry.by_password(ana.email, PASSWORD, "198.51.100.7")
    assert entry.by_password(ana.email, PASSWORD, "198.51.100.8") == ana


def test_two_hundred_colleagues_behind_one_address_sign_in_without_a_refusal(ana, monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", passwords.PasswordHasher(1, 8, 1))
    Person.update(password_hash=passwords.hashed(PASSWORD)).execute()
    for _ in range(200):
        assert entry.by_password(ana.email, PASSWORD, "198.51.100.7") == ana


def test_a_suspended_person_is_told_after_the_right_password_only(ana):
    Person.update(state="suspended").where(Person.id == ana.id).execute()
    with pytest.raises(RuleBroken, match="closed at present"):
        entry.by_password(ana.email, PASSWORD, "192.0.2.1")
    with pytest.raises(RuleBroken, match="do not belong together"):
        entry.by_password(ana.email, "wrong", "192.0.2.1")


def test_an_older_hash_is_made_anew_at_signing_in(ana):
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    Person.update(password_hash=weak).where(Person.id == ana.id).execute()
    entry.by_password(ana.email, PASSWORD, "192.0.2.1")
    assert not passwords.is_outdated(Person.get_by_id(ana.id).password_hash)


def test_the_page_asked_for_comes_after_signing_in(browser_of, ana):
    browser = browser_of()
    asked = browser.get("/groups", status=302)
    page = browser.follow(asked)
    page = browser.submit(page, "form[action='/sign-in']", email=ana.email, password=PASSWORD)
    assert page.location == "/groups"


def test_a_link_signs_in_once(browser_of, ana):
    path = links.issue(SIGN_IN, ana)
    browser = browser_of()
    for _ in range(5):  # mail scanners open links
        page = browser.get(path)
    assert not SignIn.select().exists()
    browser.submit(page, "main form")
    assert SignIn.select().where(SignIn.person == ana).count() == 1
    browser_of().get(path, status=404)
    browser_of().post(path, status=404)


@pytest.mark.parametrize("spoilt", ["older", "newer link", "new password", "altered", "other purpose"])
def test_a_link_that_no_longer_holds_signs_nobody_in(browser_of, ana, still, spoilt):
    path = links.issue(SIGN_IN, ana)
    if spoilt == "older":
        still.move(links.LIFETIMES[SIGN_IN] + timedelta(seconds=1))
    elif spoilt == "newer link":
        links.issue(SIGN_IN, ana)
    elif spoilt == "new password":
        entry.change_password(ana, PASSWORD, "quite another pass phrase", but="")
    elif spoilt == "altered":
        path = path[:-1] + ("A" if path[-1] != "A" else "B")
    elif spoilt == "other purpose":
        path = links.issue(RESET, ana).replace("/reset/", "/sign-in/")
    assert "does not work any more" in browser_of().post(path, status=404).get_text()
    assert not SignIn.select().exists()


def test_a_link_asked_for_by_mail_arrives_and_works(browser_of, ana, mails):
    browser = browser_of()
    browser.submit(browser.get("/sign-in/link"), "main form", email=ana.email)
    (mail,) = mails()
    path = next(word for word in mail.get_content().split() if "/sign-in/" in word)
    page = browser.get(path[path.index("/sign-in/") :])
    assert browser.submit(page, "main form").location == "/"


def test_asking_for_a_link_tells_nobody_who_has_an_account(browser_of, ana, mails):
    pages = []
    for email in (ana.email, "nobody@example.com"):
        browser = browser_of()
        sent = browser.submit(browser.get("/reset"), "main form", email=email)
        pages.append(browser.follow(sent).select_one("main").get_text())
    assert pages[0] == pages[1]
    assert len(mails()) == 1


def test_asking_again_and_again_sends_five_mails_a_day(ana, mails, still):
    for _ in range(8):
        entry.ask_for_link(ana.email, RESET, "192.0.2.1")
    assert len(mails()) == 5


def test_without_mail_the_page_says_whom_to_ask(browser_of, ana):
    page = browser_of().get("/reset")
    assert "reset-link" in page.get_text()
    assert not page.select("main form")


def test_a_new_password_by_link_ends_every_sign_in(browser_of, ana):
    elsewhere = browser_of(ana)
    path = links.issue(RESET, ana)
    browser = browser_of()
    browser.submit(browser.get(path), "main form", password="brand new pass phrase")
    assert elsewhere.get("/account", status=302).location.startswith("/sign-in")
    browser.get("/account")
    assert entry.by_password(ana.email, "brand new pass phrase", "192.0.2.1") == ana
    assert not OneTimeLink.select().where(OneTimeLink.used_at.is_null()).exists()


def test_a_refused_new_password_leaves_the_link_usable(browser_of, ana):
    path = links.issue(RESET, ana)
    browser = browser_of()
    page = browser.submit(browser.get(path), "main form", password="password1234", status=422)
    assert "tried first" in page.select_one("#password-error").get_text()
    browser.submit(page, "main form", password="brand new pass phrase", status=303)


@pytest.mark.parametrize(
    "password", ["short", "password1234", "aaaaaaaaaaaa", "anabrandt", "AnaBrandt2026", "q" * 300]
)
def test_weak_passwords_are_refused(ana, password):
    assert entry.password_problem(ana, password)


@pytest.mark.parametrize(
    "password", ["correct horse battery staple", "ÄÖÜ äöü ßẞ €€", "   blanks count   ", "x1" * 128]
)
def test_any_characters_make_a_password(password):
    if len(set(password)) >= 4:
        assert passwords.weakness(password) is None
    assert passwords.matches(passwords.hashed(password), password)


def test_letters_written_in_two_ways_are_the_same_password():
    assert passwords.matches(
        passwords.hashed("caf\u00e9 caf\u00e9 caf\u00e9"), "cafe\u0301 cafe\u0301 cafe\u0301"
    )


def test_what_no_keyboard_types_is_just_a_wrong_password(ana):
    for odd in ("\ud800" * 12, "\x00" * 12):
        with pytest.raises(RuleBroken):
            entry.by_password(ana.email, odd, "192.0.2.1")


def test_the_command_line_prints_a_link_once_and_logs_it(app, ana):

    shown = app.test_cli_runner().invoke(args=["reset-link", ana.email])
    assert shown.exit_code == 0 and "/reset/" in shown.output
    entry_of = LogEntry.select().order_by(LogEntry.id.desc()).first()
    assert (entry_of.by, entry_of.ref) == (0, ana.ref)
    assert shown.output.strip().rpartition("/")[2] not in entry_of.reason
    assert app.test_cli_runner().invoke(args=["sign-in-link", "nobody@example.com"]).exit_code != 0


def test_the_clock_does_not_revive_a_used_link(ana, still):
    token = links.issue(SIGN_IN, ana).rpartition("/")[2]
    entry.by_link(token)
    clock.move(timedelta(days=-1))
    with pytest.raises(RuleBroken):
        entry.by_link(token)
