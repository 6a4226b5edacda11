"""Who reads a report: coordinators who are no part of it, never the one whom it is about."""

import pytest

from peerportal.concerns.models import Concern
from peerportal.concerns.readers import follow_coordinators
from peerportal.core import vault
from peerportal.core.db import transaction
from peerportal.groups.circles import membership
from peerportal.groups.models import Group
from peerportal.people.models import Person
from tests.concerns.raised import WORRY, a_request, report, words_for  # noqa: F401 - a fixture
from tests.world import open_circle


def test_only_coordinators_read_it_not_even_the_reporter(asked, priya, omar, lin, carmen):
    concern = report(priya, "request", asked.ref, ["note"])
    for person in (priya, omar, lin):
        with pytest.raises(vault.NotAReader):
            words_for(person, concern)
    assert WORRY.encode() not in bytes(concern.words)


def test_a_coordinator_never_sees_the_report_about_themselves(priya, carmen, make_person):
    cora = make_person("Cora Blau", is_coordinator=True)
    concern = report(priya, "person", carmen.ref)
    assert words_for(cora, concern).words == WORRY
    assert not Concern.readable_by(carmen).exists()
    with pytest.raises(vault.NotAReader):
        words_for(carmen, concern)
    follow_coordinators(carmen, True)
    assert not Concern.readable_by(carmen).exists()


def test_new_coordinators_read_what_was_reported_and_former_ones_do_not(asked, priya, lin, carmen):
    concern = report(priya, "request", asked.ref)
    with transaction():
        follow_coordinators(lin, True)
        follow_coordinators(carmen, False)
    assert words_for(lin, concern).words == WORRY
    with pytest.raises(vault.NotAReader):
        words_for(carmen, concern)


def test_a_reported_coordinator_meets_a_404(priya, carmen, browser_of, make_person):
    make_person("Cora Blau", is_coordinator=True)
    concern = report(priya, "person", carmen.ref)
    desk = browser_of(Person.get_by_id(carmen.id))
    desk.get(f"/admin/concerns/{concern.ref}", status=404)
    desk.post(f"/admin/concerns/{concern.ref}/take", status=404)
    assert "No report is waiting" in desk.get("/admin/concerns").get_text()


def test_whoever_reports_the_only_coordinator_is_told_that_nobody_reads_it_yet(priya, carmen, browser_of):
    browser = browser_of(priya)
    page = browser.get(f"/concerns/new/person/{carmen.ref}")
    browser.submit(page, "main form", words=WORRY)
    assert "The next coordinator can" in browser.get("/concerns").get_text()
    assert not vault.SpaceReader.select().where(
        vault.SpaceReader.space_id == Concern.get().space_id
    ).exists()  # fmt: skip


def circle_with(programme, *people):
    return open_circle(people, programme, "Telling stories")


def test_no_coordinator_reads_a_report_from_a_circle_of_their_own(
    programme, priya, omar, carmen, browser_of, make_person
):
    cora = make_person("Cora Blau", is_coordinator=True)
    circle = circle_with(programme, priya, omar, carmen)
    concerns = [report(priya, "group", circle.ref), report(priya, "agenda_item", circle.items[0].ref)]
    for concern in concerns:
        assert words_for(cora, concern).words == WORRY
        with pytest.raises(vault.NotAReader):
            words_for(carmen, concern)
        browser_of(carmen).get(f"/admin/concerns/{concern.ref}", status=404)
    follow_coordinators(carmen, True)
    membership.leave(Group.get_by_id(circle.id), carmen)
    assert not Concern.readable_by(carmen).exists(), "nor does having left it make her somebody else"
    assert Concern.readable_by(cora).count() == 2


def test_nor_does_one_who_came_into_the_circle_later(programme, priya, omar, carmen, browser_of):
    circle = circle_with(programme, priya, omar)
    concern = report(priya, "group", circle.ref)
    assert "Report of concern" in browser_of(carmen).get(f"/admin/concerns/{concern.ref}").get_text()
    with transaction():
        membership.enter(Group.get_by_id(circle.id), carmen)
    browser_of(carmen).get(f"/admin/concerns/{concern.ref}", status=404)


def test_whoever_reports_a_circle_of_the_only_coordinator_is_told_that_nobody_reads_it_yet(
    programme, priya, omar, carmen, browser_of
):
    circle = circle_with(programme, priya, omar, carmen)
    browser = browser_of(priya)
    page = browser.get(f"/concerns/new/group/{circle.ref}")
    after = browser.follow(browser.submit(page, "form#concern", words=WORRY))
    assert "the next coordinator can" in after.get_text().lower()
