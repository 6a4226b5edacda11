"""The coordinator's first page and the log: counts, what needs them, and never words or what is about themselves."""

import pytest

from peerportal.concerns import raising, reported
from peerportal.core import vault
from peerportal.core.ids import new_ref
from peerportal.matching.requests import sending
from peerportal.programmes.models import Programme

NOTE = "Would you show me how you begin a talk?"


@pytest.fixture
def cora(make_person):
    return make_person("Cora Blau", is_coordinator=True)


def main_of(page):
    return " ".join(page.select_one("main").get_text().split())


def report(by, about):
    thing = reported.find("person", about.ref, by)
    return raising.raise_concern(by, thing, "Please look at this.", [], new_ref())


def test_a_calm_day_says_so(priya, omar, carmen, browser_of):
    assert "Nothing needs you today" in main_of(browser_of(carmen).get("/admin"))


def test_requests_are_counted_and_not_read(priya, omar, carmen, browser_of):
    sending.send(priya, omar, NOTE)
    before = vault.openings["group"]
    page = browser_of(carmen).get("/admin")
    waiting = page.find("dt", string="waiting for an answer")
    assert waiting.find_next("dd").get_text() == "1"
    assert vault.openings["group"] == before


def test_a_closed_programme_needs_somebody(programme, priya, carmen, browser_of):
    Programme.current().close(carmen)
    page = browser_of(carmen).get("/admin")
    assert "The programme is not open" in main_of(page)


def test_a_report_waits_until_it_is_closed(priya, omar, carmen, browser_of):
    concern = report(priya, omar)
    browser = browser_of(carmen)
    assert "1 new report of concern" in main_of(browser.get("/admin"))
    concern.take(carmen)
    assert "You look after 1 report" in main_of(browser.get("/admin"))
    concern.resolve(carmen, "We spoke.")
    assert "Nothing needs you today" in main_of(browser.get("/admin"))


def test_neither_page_tells_a_coordinator_of_a_report_about_them(priya, omar, carmen, cora, browser_of):
    report(priya, carmen).take(cora)
    assert "Nothing needs you today" in main_of(browser_of(carmen).get("/admin"))
    assert "concern" not in main_of(browser_of(carmen).get("/admin/log"))
    assert "took" in main_of(browser_of(cora).get("/admin/log"))


def test_the_log_names_who_did_what_to_whom(programme, priya, carmen, browser_of):
    programme.revise(carmen, 1, expiry_days=14)
    line = browser_of(carmen).get("/admin/log").select_one("tbody tr")
    text = " ".join(line.get_text(" ").split())
    assert "Carmen Ortiz changed programme Days until a request ends: 10 → 14" in text
