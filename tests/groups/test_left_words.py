"""Whoever leaves a circle keeps what they wrote there themselves, for some time and for nobody else."""

from datetime import timedelta

import pytest

from peerportal.core import clock, jobs, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups import holding
from peerportal.groups.circles import membership
from peerportal.groups.goals import offers
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, Group, LeftWords
from peerportal.people import blocks
from tests.groups.lasting import SAID, THEIRS, everything

MINE = (
    "goal", "draft goal", "earlier wording", "step", "check-in", "parting of the goal", "commitment", "outcome",
    "notebook",
)  # fmt: skip
OFFERED = "Topaszobel"
WAYS = ("", "/keepsake.html")


@pytest.fixture
def circle(still, start, enter, priya, omar, lin):
    """Priya, Omar and Lin, in which Priya wrote something of every kind; they met once."""
    group = start(omar)
    for person in (priya, lin):
        enter(group, person)
    group = Group.get_by_id(group.id)
    everything(group, priya, omar)
    clock.move(timedelta(hours=1))
    holding.hold(group, 1)
    return group


@pytest.fixture
def left(circle, priya):
    membership.leave(circle, priya)
    return f"/groups/left/{LeftWords.get().ref}"


def wait(days):
    clock.move(timedelta(days=days))


def warnings(mails):
    """The mails that say until when something can be read; the others of the circle get some about their dates."""
    return [mail for mail in mails() if "can be read until" in mail["Subject"]]


def look_after():
    jobs.HANDLERS["retire_groups"]({})


@pytest.mark.parametrize("where", WAYS)
def test_it_holds_all_that_is_mine_and_nothing_else(browser_of, left, priya, where):
    text = browser_of(priya).get(left + where).get_text()
    assert not [place for place in MINE if SAID[place] not in text]
    others = [*(SAID[place] for place in SAID if place not in MINE), *THEIRS.values()]
    assert not [words for words in others if words in text]
    assert "Partly done" in text and "Reached" in text and "Not shared" in text and "Met once" in text


def test_a_wording_that_somebody_offered_is_theirs(browser_of, circle, priya, omar):
    goal = Goal.get(Goal.state == "reached")
    Goal.update(state="shared", shared_at=clock.now()).where(Goal.id == goal.id).execute()
    offers.offer(Goal.get_by_id(goal.id), omar, Wording(specific=OFFERED), 1, new_ref())
    assert OFFERED in browser_of(priya).get(f"/groups/{circle.ref}/keepsake").get_text()
    membership.leave(circle, priya)
    text = browser_of(priya).get(f"/groups/left/{LeftWords.get().ref}").get_text()
    assert OFFERED not in text and SAID["earlier wording"] in text


def test_one_is_told_beforehand_and_finds_it_in_the_list_of_groups(browser_of, circle, priya):
    browser, day = browser_of(priya), clock.today() + timedelta(days=90)
    page = browser.get(f"/groups/{circle.ref}/leave")
    assert page.select_one(f"main time[datetime='{day}']")
    browser.post(f"/groups/{circle.ref}/leave", {})
    section = browser.get("/groups").select_one("section[aria-labelledby=list-left]")
    assert section.select_one(f"time[datetime='{day}']")
    link = section.select_one("a")
    assert link.get_text() == "Telling stories with data"
    page = browser.get(link["href"])
    assert SAID["notebook"] in page.get_text() and page.select_one(f"time[datetime='{day}']")
    assert page.select_one("a[download]")["href"] == f"{link['href']}/keepsake.html"


def test_the_circle_itself_is_closed_to_them(browser_of, circle, left, priya):
    browser = browser_of(priya)
    for path in ("", "/goals", "/commitments", "/notebook", "/keepsake", "/keepsake.html"):
        browser.get(f"/groups/{circle.ref}{path}", status=404)
    with pytest.raises(vault.NotAReader):
        vault.open_space(circle.space_id, reader=priya.id)


def test_nobody_else_finds_it(browser_of, left, omar, lin, carmen):
    for person in (omar, lin, carmen):
        for where in WAYS:
            browser_of(person).get(left + where, status=404)


def test_the_key_of_the_circle_does_not_open_it(circle, left, omar):
    row = LeftWords.get()
    with pytest.raises(Exception, match="^$"):
        vault.open_space(circle.space_id, reader=omar.id).read(row, LeftWords.words)


def test_whoever_wrote_nothing_is_left_with_nothing(browser_of, circle, lin):
    membership.leave(circle, lin)
    assert not LeftWords.select().exists()
    assert not browser_of(lin).get("/groups").select("#list-left")


def test_who_goes_by_setting_a_block_keeps_theirs_too(circle, priya, omar):
    blocks.block(priya, omar)
    assert LeftWords.get().person_id == priya.id


def test_who_comes_back_has_it_on_the_pages_of_the_circle(browser_of, circle, left, priya, enter):
    enter(circle, priya)
    assert not LeftWords.select().exists()
    assert SAID["commitment"] in browser_of(priya).get(f"/groups/{circle.ref}/keepsake").get_text()
    membership.leave(circle, priya)
    assert SAID["commitment"] in browser_of(priya).get(f"/groups/left/{LeftWords.get().ref}").get_text()


def test_leaving_that_fails_keeps_nothing(circle, priya):
    with pytest.raises(RuntimeError), transaction():
        membership.take_out(circle.held(), priya)
        raise RuntimeError
    assert not LeftWords.select().exists()


def test_it_is_destroyed_after_ninety_days_and_one_mail_says_so_before(browser_of, left, priya, mails):
    wait(75)
    look_after()
    assert not warnings(mails)
    wait(1)
    look_after()
    look_after()
    (mail,) = warnings(mails)
    day = clock.now() + timedelta(days=14)
    assert f"{day.day} {day:%B %Y}" in mail["Subject"] and left in mail.get_content()
    assert mail["To"].addresses[0].username == "priya.nair"
    assert not [words for words in SAID.values() if words in mail.as_string()]
    wait(13)
    look_after()
    assert SAID["goal"] in browser_of(priya).get(left).get_text()
    wait(1)
    look_after()
    browser_of(priya).get(left, status=404)
    assert not browser_of(priya).get("/groups").select("#list-left")
    assert not LeftWords.select().exists() and len(warnings(mails)) == 1


def test_it_is_not_destroyed_before_the_mail(browser_of, left, priya, mails):
    wait(400)
    look_after()
    day = (clock.now() + timedelta(days=13)).date()
    assert len(warnings(mails)) == 1
    assert browser_of(priya).get(left).select_one(f"time[datetime='{day}']")
    wait(12)
    look_after()
    assert LeftWords.select().exists()
    wait(1)
    look_after()
    assert not LeftWords.select().exists()


def test_it_goes_at_the_latest_with_the_circle(circle, left, omar, browser_of, priya):
    Group.get_by_id(circle.id).close()
    for days in (76, 13):
        wait(days)
        look_after()
        assert SAID["goal"] in browser_of(priya).get(left).get_text()
    wait(1)
    look_after()
    assert Group.get_by_id(circle.id).retired_at
    assert not vault.Space.select().exists()
    browser_of(priya).get(left, status=404)


def test_the_list_costs_the_same_with_more_of_them(
    start, enter, priya, omar, lin, circle, browser_of, count_queries
):
    membership.leave(circle, priya)
    browser = browser_of(priya)
    with count_queries() as one:
        browser.get("/groups")
    for topic in ("Maps", "Charts"):
        group = start(omar, topic, format="flash")
        enter(group, priya)
        everything(Group.get_by_id(group.id), priya, omar)
        membership.leave(group, priya)
    with count_queries() as three:
        page = browser.get("/groups")
    assert len(page.select("[aria-labelledby=list-left] li")) == 3
    assert three.count == one.count
