"""One kind sign for each commitment, one reminder the day before, and no word of it in any mail."""

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest

from peerportal.core import clock, db, jobs, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.jobs import Job
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.commitments import making, nudging, outcomes
from peerportal.groups.models import Commitment, Group, Meeting, Membership
from peerportal.people.models import Person

WORDS = "Ask Ana for half an hour"


@pytest.fixture
def made(pair, priya):
    """What Priya said after the first meeting."""
    holding.hold(pair, 1)
    return making.make(pair, priya, WORDS, None, new_ref())


@pytest.fixture
def circle(programme, make_person):
    """Eight people who met once and each said one thing."""
    people = [make_person(f"Member{number} Example") for number in range(8)]
    with transaction():
        space = vault.new_space("group", [person.id for person in people])
        group = Group.create(
            programme=programme, kind="circle", state="active", space_id=space, activated_at=clock.now()
        )
        for person in people:
            Membership.create(group=group, person=person, answer="yes")
        Meeting.create(group=group, number=1)
    holding.hold(group, 1)
    for person in people:
        making.make(group, person, f"Thing of {person.first_name}", None, new_ref())
    return group, people


def test_the_other_one_is_told_by_mail_and_on_the_page_without_a_word_of_it(
    browser_of, pair, made, priya, omar, at, mails
):
    browser = browser_of(omar)
    browser.submit(browser.get(at(pair)), f"#commitment-{made.ref} > form")
    (mail,) = mails()
    assert mail["To"].endswith(f"<{priya.email}>") and omar.name in mail["Subject"]
    assert pair.ref in str(mail) and "Ana" not in str(mail) and "hour" not in str(mail)
    assert "Omar is thinking of you" in browser_of(priya).get(at(pair)).select_one("#last").get_text()
    page = browser.get(at(pair)).select_one(f"#commitment-{made.ref}")
    assert "You thought of Priya" in page.get_text() and not page.select("[action$=think-of]")


def test_it_is_sent_once_whoever_sends_it(circle, mails):
    group, people = circle
    made = Commitment.get(Commitment.person == people[0])
    assert nudging.think_of(group, made, people[1])
    assert not nudging.think_of(group, made, people[1])
    assert not nudging.think_of(group, made, people[2])
    assert len(mails()) == 1


def test_nobody_thinks_of_themselves_nor_of_what_is_over(pair, made, priya, omar):
    with pytest.raises(RuleBroken):
        nudging.think_of(pair, made, priya)
    outcomes.report(pair, made, priya, "done")
    assert not nudging.think_of(pair, made, omar)


def test_a_mail_that_has_become_pointless_is_not_sent(pair, made, priya, omar, mails):
    nudging.think_of(pair, made, omar)
    outcomes.report(pair, made, priya, "done")
    assert mails() == []


def test_the_owner_is_reminded_once_the_day_before_on_their_own_clock(pair, priya, omar, mails, still):
    Person.update(time_zone="Pacific/Auckland").where(Person.id == priya.id).execute()
    here = ZoneInfo("Pacific/Auckland")
    clock.stand_still(dt.datetime(2027, 5, 10, 12, tzinfo=here).astimezone(dt.UTC))
    holding.hold(pair, 1)
    made = making.make(pair, Person.get_by_id(priya.id), WORDS, dt.date(2027, 5, 15), new_ref())
    when = []
    for _ in range(24 * 6):
        before = len(mails())
        if len(mails()) > before or before > len(when):
            when.append(clock.now().astimezone(here))
        clock.move(dt.timedelta(hours=1))
    assert [(at.day, at.hour) for at in when] == [(14, nudging.FROM_HOUR)]
    (mail,) = mails()
    assert mail["To"].endswith(f"<{priya.email}>") and "Omar" in str(mail)
    assert "Ana" not in str(mail) and pair.ref in str(mail)
    assert not [job for job in Job.select() if "Ana" in str(job.payload)]
    assert made.due_on == dt.date(2027, 5, 15)


@pytest.mark.parametrize("ended", ["done", "changed", "taken back", "moved", "closed", "left"])
def test_nobody_is_reminded_of_what_is_no_longer_due(pair, priya, omar, mails, still, ended):
    clock.stand_still(dt.datetime(2027, 5, 10, 12, tzinfo=dt.UTC))
    holding.hold(pair, 1)
    made = making.make(pair, priya, WORDS, dt.date(2027, 5, 15), new_ref())
    endings = {
        "taken back": lambda: making.take_back(pair, made, priya),
        "moved": lambda: making.edit(pair, made, priya, WORDS, dt.date(2027, 6, 15), 1),
        "closed": lambda: pair.close(by=omar),
        "left": lambda: Membership.update(left_at=clock.now()).where(Membership.person == priya).execute(),
    }
    clock.move(dt.timedelta(days=2))
    endings.get(ended, lambda: outcomes.report(pair, made, priya, ended))()
    clock.move(dt.timedelta(days=2))
    assert mails() == []


def test_what_is_said_today_for_tomorrow_needs_no_reminder_today(pair, priya, mails, still):
    clock.stand_still(dt.datetime(2027, 5, 10, 12, tzinfo=dt.UTC))
    holding.hold(pair, 1)
    making.make(pair, priya, WORDS, dt.date(2027, 5, 11), new_ref())
    assert mails() == []


def test_a_circle_of_eight_has_a_line_a_member_and_costs_no_more(browser_of, circle, at, count_queries):
    group, people = circle
    browser = browser_of(people[3])
    with count_queries() as of_eight:
        page = browser.get(at(group))
    entries = page.select("#last > ul > li")
    assert len(entries) == 8 and "You" in entries[0].select_one(".label").get_text()
    assert len(page.select("#last [action$=think-of]")) == 7
    Commitment.delete().where(Commitment.person.in_(people[2:])).execute()
    group.touch()
    with count_queries() as of_two:
        browser.get(at(group))
    assert of_eight.count == of_two.count
    nudging.think_of(group, Commitment.get(Commitment.person == people[0]), people[1])
    page = browser.get(at(group)).get_text()
    assert "thinking of you" not in page and "You thought of" not in page, "who did is for the two of them"


def test_what_a_former_member_said_rests_in_the_past(browser_of, circle, at):
    group, people = circle
    Membership.update(left_at=clock.now()).where(Membership.person == people[7]).execute()
    page = browser_of(people[0]).get(at(group))
    assert len(page.select("#last > ul > li")) == 7
    assert "A former member" in browser_of(people[0]).get(at(group, "commitments")).get_text()


def test_everybody_is_reminded_while_others_write(circle, mails, still):
    clock.stand_still(dt.datetime(2027, 5, 10, 12, tzinfo=dt.UTC))
    facts = {"due_on": dt.date(2027, 5, 11), "made_at": clock.now() - dt.timedelta(days=3)}
    Commitment.update(facts).execute()
    over = threading.Event()

    def write():
        with db.database.connection_context():
            while not over.is_set():
                jobs.enqueue("tidy_jobs")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not Job.select().where(Job.kind == "tidy_jobs").exists():
            pass
        nudging.remind()
    finally:
        over.set()
        writer.join()
    assert Job.select().where(Job.key.startswith("due:")).count() == 8
