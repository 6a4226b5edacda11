"""From the set-up link to two people writing on one agenda, in real Chromium, with JavaScript and without."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests import databases
from tests.journeys import steps
from tests.journeys.steps import ITEMS, SECRETS

pytestmark = pytest.mark.browser

# As an HR system writes it: semicolons, a byte-order mark, last names first, stray blanks, a manager by number.
ROSTER = """\
Employee Number;Last_Name;First_Name;Work Email;Department;Office;ManagerID;Grade;DateofHire
100;Vale;Dana;dana@example.com;Management;Leeds;;Director;2011-03-01
101; Nair ;Priya;priya@example.com;Engineering;Leeds;100;Senior;2019-05-02
102;Haddad;Omar;Omar@Example.com;Customer care;Lisbon;;Senior;2020-09-01
103;Zhao;Lin;lin@example.com;Finance;Leeds;100;Junior;2024-01-15
104;Short;Nomail;;Finance;Leeds;103;Junior;2024-02-01
"""


@pytest.fixture
def roster(tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes(b"\xef\xbb\xbf" + ROSTER.replace("\n", "\r\n").encode())
    return file


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_people_find_each_other_and_share_an_agenda(portal, visit, roster, javascript):
    carmen, priya, omar, lin = (visit(javascript=javascript) for _ in range(4))
    steps.set_up(carmen, portal.link("set-up"))
    steps.import_roster(carmen, roster)
    for page, name in ((priya, "Priya"), (omar, "Omar"), (lin, "Lin")):
        steps.join(page, steps.invitation(carmen, name), name)
    steps.fill_profile(priya, offers=["Kubernetes"], seeks=["Public speaking"], javascript=javascript)
    steps.fill_profile(omar, offers=["Public speaking"], seeks=["k8s"], javascript=javascript)
    steps.fill_profile(lin, offers=["Negotiation"], seeks=["SQL"], javascript=javascript)

    steps.ask(priya, "Omar Haddad")
    group = steps.accept(omar, "Priya Nair")
    steps.say_yes(priya, group)
    steps.say_yes(omar, group)
    steps.agree(priya, omar, group)
    write_together(priya, omar, group, javascript)

    nobody_else_reaches(lin, group)
    coordinators_see_dates_and_no_words(carmen)
    nothing_is_readable_at_rest(portal)


def write_together(priya, omar, group, javascript):
    """Both have the page open and write; each sees the other's point within five seconds."""
    for page in (priya, omar):
        page.goto(group)
    steps.add_item(priya, ITEMS["Priya"])
    steps.add_item(omar, ITEMS["Omar"])
    if not javascript:
        for page in (priya, omar):
            page.reload()
    for page, words in ((omar, ITEMS["Priya"]), (priya, ITEMS["Omar"])):
        expect(page.locator("#items")).to_contain_text(words, timeout=5_000)


def nobody_else_reaches(page, group):
    """A third person gets the same 404 on everything of the pair."""
    for path in ("", "/poll", "/meetings", "/agreement", "/agreement/edit", "/next-meeting", "/close"):
        answer = page.request.get(group + path)
        assert answer.status == 404, path
        assert not [secret for secret in SECRETS if secret in answer.text()]


def coordinators_see_dates_and_no_words(page):
    """The coordinator learns that the pair exists and since when, and reads none of its words anywhere."""
    page.goto("/admin/groups")
    expect(page.get_by_role("main")).to_contain_text("Priya")
    expect(page.locator("main time").first).to_be_visible()
    for path in (
        "/admin",
        "/admin/groups",
        "/admin/people",
        "/admin/log",
        "/admin/concerns",
        "/admin/programme",
    ):
        text = page.request.get(path).text()
        assert not [secret for secret in SECRETS if secret in text], path


def nothing_is_readable_at_rest(portal):
    """Neither the log nor a copy of the data shows a word of theirs."""
    assert not [secret for secret in SECRETS if secret in portal.said()]
    if databases.is_postgres():
        return
    with sqlite3.connect(portal.data / "portal.db") as database:
        dump = "\n".join(database.iterdump())
    raw = b"".join(path.read_bytes() for path in portal.data.rglob("*") if path.is_file())
    assert not [secret for secret in SECRETS if secret in dump or secret.encode() in raw]
