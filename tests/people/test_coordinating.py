"""Coordinators look through people and change their standing."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from peerportal.people import levels, reporting_line, roll, standing
from peerportal.people.models import Level, OneTimeLink, Person, SignIn


@pytest.fixture
def coordinating(browser_of, carmen):
    return browser_of(carmen)


def again(person):
    return Person.get_by_id(person.id)


def deeds():
    return [(line.action, line.reason) for line in LogEntry.select().order_by(LogEntry.id)]


def names(page):
    return [name.get_text() for name in page.select("tbody th bdi")]


def test_people_are_found_by_name_and_address_whatever_the_accent(coordinating, make_person, priya):
    make_person("Zoë Østergaard", email="zo@example.org")
    assert names(coordinating.get("/admin/people?q=zoe")) == ["Zoë Østergaard"]
    assert names(coordinating.get("/admin/people?q=EXAMPLE.org")) == ["Zoë Østergaard"]
    assert names(coordinating.get("/admin/people?q=priya+nair")) == ["Priya Nair"]
    assert "Nobody fits" in coordinating.get("/admin/people?q=%25").get_text()


def test_people_are_shown_by_standing(coordinating, make_person, priya):
    make_person("Wanda Waits", state="waiting")
    page = coordinating.get("/admin/people?state=waiting")
    assert names(page) == ["Wanda Waits"]
    assert names(coordinating.get("/admin/people?state=nonsense&page=-3"))[0] == "Carmen Ortiz"
    assert coordinating.get("/admin/people?q=wanda", fragment=True).select_one("#people")


def test_thirty_people_cost_as_many_queries_as_three(coordinating, make_person, count_queries):
    def cost(upto):
        while Person.select().count() < upto:
            make_person(f"Person {Person.select().count()}")
        with count_queries() as counted:
            coordinating.get("/admin/people")
        return counted.count

    assert cost(3) == cost(30) <= 8


def test_who_waits_is_let_in(coordinating, make_person):
    wanda = make_person("Wanda Waits", state="waiting", joined_at=None)
    coordinating.submit(coordinating.get("/admin/people"), "form[action$=approve]")
    assert again(wanda).state == "active" and deeds()[-1][0] == "approved"
    coordinating.post(f"/admin/people/{wanda.ref}/approve", status=409)


def test_suspending_needs_a_reason_and_shuts_out_at_once(coordinating, browser_of, priya):
    hers = browser_of(priya)
    page = coordinating.get(f"/admin/people/{priya.ref}")
    refused = coordinating.submit(page, "form[action$=suspend]", status=422)
    assert "say why" in refused.select_one("#reason-error").get_text()
    coordinating.submit(page, "form[action$=suspend]", reason="Asked by HR")
    assert again(priya).state == "suspended" and not SignIn.select().where(SignIn.person == priya).exists()
    assert hers.open("GET", "/suggestions").status_code in (302, 404)
    assert deeds()[-1] == ("suspended", "Asked by HR")


def test_who_is_reinstated_takes_part_again(carmen, priya, programme):
    from peerportal.programmes.models import is_enrolled

    standing.suspend(priya, "a mistake", by=carmen)
    assert not is_enrolled(programme, priya)
    standing.reinstate(priya, by=carmen)
    assert (
        again(priya).state == "active" and again(priya).state_reason == "" and is_enrolled(programme, priya)
    )


def test_nobody_suspends_themselves_or_the_last_coordinator(carmen, make_person, priya):
    with pytest.raises(RuleBroken, match="yourself"):
        standing.suspend(carmen, "tired", by=carmen)
    with pytest.raises(RuleBroken, match="at least one"):
        standing.step_down(carmen, by=carmen)
    standing.make_coordinator(priya, by=carmen)
    standing.suspend(carmen, "left the company", by=priya)
    assert not again(carmen).is_coordinator
    with pytest.raises(RuleBroken, match="at least one"):
        standing.step_down(priya, by=priya)


def test_a_coordinator_is_made_and_steps_down_with_a_line_each(coordinating, carmen, priya):
    coordinating.submit(coordinating.get(f"/admin/people/{priya.ref}"), "form[action$=make-coordinator]")
    assert again(priya).is_coordinator
    answer = coordinating.submit(coordinating.get(f"/admin/people/{carmen.ref}"), "form[action$=step-down]")
    assert answer.location == "/" and not again(carmen).is_coordinator
    assert [deed for deed, _ in deeds()] == ["made coordinator", "made participant"]
    coordinating.get("/admin/people", status=403)


def test_an_invitation_link_is_shown_once(coordinating, make_person, settings):
    ines = make_person("Ines Invited", state="invited", joined_at=None)
    page = coordinating.submit(coordinating.get(f"/admin/people/{ines.ref}"), "form[action$=invite]")
    link = page.select_one("#link")["value"]
    assert link.startswith(settings.url + "/join/")
    assert not coordinating.get(f"/admin/people/{ines.ref}").select("#link")
    assert OneTimeLink.select().where(OneTimeLink.person == ines).count() == 1


def test_people_who_joined_are_not_invited(coordinating, priya):
    coordinating.post(f"/admin/people/{priya.ref}/invite", status=409)


def test_without_mail_nobody_is_invited_in_bulk(coordinating, make_person):
    make_person("Ines Invited", state="invited", joined_at=None)
    assert "sends no mail" in coordinating.get("/admin/people").get_text()
    coordinating.post("/admin/people/invite-all", status=409)


def test_those_ticked_get_a_mail_and_the_rest_can_follow(
    coordinating, browser_of, carmen, make_person, mails, still
):
    ines, ida = (make_person(name, state="invited", joined_at=None) for name in ("Ines New", "Ida New"))
    page = coordinating.get("/admin/people")
    coordinating.submit(page, "#invite", person=ines.ref)
    assert [mail["To"] for mail in mails()] == ["Ines New <ines.new@example.com>"]
    still.move(timedelta(hours=2))
    later = browser_of(carmen)
    later.submit(later.get("/admin/people"), "form[action*=invite-all]")
    assert [mail["To"] for mail in mails()][1:] == ["Ida New <ida.new@example.com>"]
    assert again(ida).state == "invited"


def test_a_persons_page_shows_facts_of_work_and_no_terms(coordinating, make_person, priya):
    boss = make_person("Berta Boss", email="berta@example.com")
    worker = make_person(
        "Will Worker",
        manager=boss,
        offers=["Zither tuning"],
        situation=["Grieving quietly"],
        line="A secret line",
    )
    page = coordinating.get(f"/admin/people/{worker.ref}").get_text()
    assert "Berta Boss" in page and "will.worker@example.com" in page
    for hidden in ("Zither", "Grieving", "secret line"):
        assert hidden not in page


def test_levels_are_put_in_order_on_their_page(coordinating):
    for name in ("Senior", "Junior", "Middle"):
        Level.create(name=name, folded=name.lower())
    page = coordinating.get("/admin/people/levels")
    assert [name.get_text() for name in page.select("li bdi")] == ["Junior", "Middle", "Senior"]
    coordinating.submit(page, "form.stack", place_0="3", place_1="2", place_2="1")
    assert [level.name for level, _ in levels.in_order()] == ["Senior", "Middle", "Junior"]
    wrong = coordinating.submit(page, "form.stack", place_0="x", status=422)
    assert wrong.select_one("#place_0-error")


def test_the_reporting_line_is_whole_and_ends_in_circles():
    managers = {1: None, 2: 1, 3: 2, 4: 2, 5: 3, 6: 7, 7: 6, 8: 6, 9: 99}
    assert reporting_line.line_of(3, managers) == {1, 2, 5}
    assert reporting_line.line_of(1, managers) == {2, 3, 4, 5}
    assert reporting_line.line_of(6, managers) == {7, 8}
    assert reporting_line.line_of(9, managers) == {99}
    assert reporting_line.line_of(100, managers) == frozenset()


def test_managers_above_come_nearest_first_even_in_a_circle(make_person):
    top = make_person("Top")
    middle = make_person("Middle", manager=top)
    low = make_person("Low", manager=middle)
    assert [one.name for one in reporting_line.managers_above(low)] == ["Middle", "Top"]
    Person.update(manager=low).where(Person.id == top.id).execute()
    assert [one.name for one in reporting_line.managers_above(low)] == ["Middle", "Top"]
    assert reporting_line.direct_reports(top) == 1


def test_an_invitation_too_old_no_longer_counts(make_person, carmen, still):
    ines = make_person("Ines Invited", state="invited", joined_at=None)
    OneTimeLink.create(
        purpose="invitation", token_digest="x", person=ines, expires_at=clock.now() + timedelta(days=7)
    )
    assert list(roll.invited_at([ines.id])) == [ines.id]
    still.move(timedelta(days=8))
    assert roll.invited_at([ines.id]) == {}
