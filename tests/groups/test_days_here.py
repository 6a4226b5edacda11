"""What day it was is said on the reader's own clock: late in the evening here is tomorrow elsewhere."""

import datetime as dt

import pytest

from peerportal.core import clock, jobs
from peerportal.core.ids import new_ref
from peerportal.groups import pairing
from peerportal.groups.goals import ending, writing
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import AgendaItem, Group
from peerportal.people.models import Person

# Half past two in the night in London, the evening before in Toronto.
LATE = dt.datetime(2027, 5, 4, 1, 30, tzinfo=dt.UTC)
HERE, UTC_DAY = "Mon 3 May 2027", "Tue 4 May 2027"


@pytest.fixture
def in_toronto(still, priya):
    """Priya, who lives there, on an evening."""
    Person.update(time_zone="America/Toronto").where(Person.id == priya.id).execute()
    still.stand_still(LATE)
    return priya


@pytest.fixture
def begun(in_toronto, trying, omar):
    """The pair that began this evening, with a point on its agenda and a goal that was reached."""
    for person in (in_toronto, omar):
        pairing.answer(trying, person, pairing.YES)
    group = Group.get_by_id(trying.id)
    AgendaItem.add(group, in_toronto, "A point", new_ref())
    ending.reach(writing.draft(group, in_toronto, Wording(specific="Maps"), new_ref()), in_toronto, "")
    return group


def days_on(browser, path):
    text = browser.get(path).main.get_text(" ")
    assert UTC_DAY not in text, path
    return text.count(HERE)


def test_since_when_a_pair_meets(browser_of, begun, in_toronto, at):
    assert days_on(browser_of(in_toronto), at(begun)) == 2, "since when, and when the point was added"
    assert days_on(browser_of(in_toronto), at(begun, "goals")) == 1


def test_when_it_was_closed(browser_of, begun, in_toronto, at):
    begun.close()
    browser = browser_of(in_toronto)
    assert days_on(browser, at(begun)) >= 1 and days_on(browser, "/groups") == 1
    assert days_on(browser, at(begun, "keepsake")) == 0, "no meeting was noted, so no dates either"


def test_until_when_the_mail_says_it_can_be_read(begun, in_toronto, omar, mails):
    begun.close()
    mails().clear()
    clock.move(dt.timedelta(days=76))
    jobs.HANDLERS["retire_groups"]({})
    said = {mail["To"].addresses[0].username: mail["Subject"] for mail in mails()}
    assert "until 1 August 2027" in said["priya.nair"]
    assert "until 2 August 2027" in said["omar.haddad"]
