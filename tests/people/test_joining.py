"""Joining: the first coordinator, invitations, registration by oneself, approval."""

from datetime import timedelta

import pytest

from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from peerportal.people import joining, links
from peerportal.people.models import OneTimeLink, Person, Profile
from peerportal.people.models.joining import INVITATION, SET_UP
from peerportal.programmes.models import Enrolment, Programme

PASSWORD = "seven quiet paper lanterns"
UNFOLDS = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"


@pytest.fixture
def nils(make_person):
    """Invited, not here yet."""
    return make_person("Nils Holm", state="invited", joined_at=None)


def test_an_empty_portal_says_on_every_page_what_it_waits_for(browser_of, app):
    browser = browser_of()
    assert "set-up link" in browser.get("/").select_one("h1").get_text()
    for path in ("/sign-in", "/suggestions", "/admin", "/nowhere"):
        page = browser.get(path, status=503)
        assert "set-up link" in page.select_one("h1").get_text()
    browser.get("/who-can-see-what")


def test_the_set_up_link_makes_the_first_coordinator_and_the_programme(browser_of, app):
    path = links.issue(SET_UP)
    browser = browser_of()
    page = browser.submit(
        browser.get(path), "main form", name="Carmen Ortiz", email="carmen@example.com", password=PASSWORD
    )
    assert page.location == "/first-steps"
    carmen = Person.get()
    assert (carmen.is_coordinator, carmen.state) == (True, "active")
    assert Programme.get().state == "open"
    assert Enrolment.select().where(Enrolment.person == carmen).exists()
    assert LogEntry.get().action == "set up the portal" or LogEntry.select().count() > 1
    browser_of().get(path, status=404)
    with pytest.raises(RuleBroken):
        joining.set_up_link()


def test_a_refused_password_leaves_the_set_up_link_usable(browser_of, app):
    path = links.issue(SET_UP)
    browser = browser_of()
    form = {"name": "Carmen", "email": "carmen@example.com", "password": "password1234"}
    page = browser.post(path, form, status=422)
    assert page.select_one("#name")["value"] == "Carmen"
    assert not Person.select().exists()
    browser.post(path, form | {"password": PASSWORD}, status=303)


def test_a_newer_set_up_link_ends_the_older_one(browser_of, app):
    older = joining.set_up_link()
    joining.set_up_link()
    browser_of().get(older, status=404)


def test_the_command_line_prints_the_set_up_link(app):
    shown = app.test_cli_runner().invoke(args=["set-up-link"])
    assert "/set-up/" in shown.output


def test_an_invitation_lets_somebody_join_once(browser_of, nils, carmen):
    path = joining.invite(nils, by=carmen)
    browser = browser_of()
    page = browser.get(path)
    assert page.select_one("#name")["value"] == "Nils Holm"
    page = browser.submit(page, "main form", name="Nils Å. Holm", password=PASSWORD)
    assert page.location == "/profile"
    joined = Person.get_by_id(nils.id)
    assert (joined.state, joined.name) == ("active", "Nils Å. Holm")
    assert joined.joined_at and Profile.get_by_id(nils.id)
    browser_of().get(path, status=404)
    with pytest.raises(RuleBroken):
        joining.invite(joined, by=carmen)


def test_two_invitations_may_be_out_and_joining_ends_both(nils, carmen):
    mailed, copied = joining.invite(nils, by=carmen), joining.invite(nils, by=carmen)
    joining.join(mailed.rpartition("/")[2], name="Nils", password=PASSWORD)
    with pytest.raises(RuleBroken):
        joining.join(copied.rpartition("/")[2], name="Nils", password=PASSWORD)


def test_an_invitation_runs_out_after_seven_days(nils, carmen, still):
    token = joining.invite(nils, by=carmen).rpartition("/")[2]
    still.move(timedelta(days=7, seconds=1))
    with pytest.raises(RuleBroken, match="used or is too old"):
        joining.join(token, name="Nils", password=PASSWORD)


def test_opening_an_invitation_uses_nothing_up(browser_of, nils, carmen):
    path = joining.invite(nils, by=carmen)
    for _ in range(5):
        browser_of().get(path)
        browser_of().open("HEAD", path)
    assert Person.get_by_id(nils.id).state == "invited"
    assert links.find(path.rpartition("/")[2], INVITATION)


def test_an_invitation_is_mailed_when_mail_is_on(nils, carmen, mails):
    joining.invite(nils, by=carmen)
    (mail,) = mails()
    token = mail.get_content().split("/join/")[1].split()[0]
    assert joining.join(token, name="Nils", password=PASSWORD) == nils


def test_nobody_joins_by_themselves_until_a_domain_is_named(browser_of, carmen):
    browser_of().get("/join", status=404)
    browser = browser_of(carmen)
    browser.submit(
        browser.get("/admin/joining"),
        "main form",
        domains="@Example.com\nexample.org, example.com",
        approval="y",
    )
    assert joining.rules().domains == ["example.com", "example.org"]
    browser_of().get("/join")


@pytest.mark.parametrize("nonsense", ["not a domain", "exam_ple.com", "localhost", "a" * 70 + ".com"])
def test_a_domain_that_is_none_is_refused(browser_of, carmen, nonsense):
    page = browser_of(carmen).post("/admin/joining", {"domains": nonsense}, status=422)
    assert page.select_one("#domains-error")
    assert page.select_one("#domains").get_text().strip() == nonsense


def register_by_mail(browser, mails, email):
    browser.submit(browser.get("/join"), "main form", email=email)
    content = mails()[-1].get_content()
    return "/join/" + content.split("/join/")[1].split()[0]


@pytest.mark.parametrize(
    ("approval", "state", "leads_to"), [(True, "waiting", "/waiting"), (False, "active", "/profile")]
)
def test_registering_by_oneself_with_and_without_approval(
    browser_of, carmen, mails, approval, state, leads_to
):
    joining.set_rules(["example.com"], approval, by=carmen)
    browser = browser_of()
    path = register_by_mail(browser, mails, "New.Person@example.com")
    page = browser.submit(browser.get(path), "main form", name="New Person", password=PASSWORD)
    assert page.location == leads_to
    newcomer = Person.get(Person.folded_email == "new.person@example.com")
    assert newcomer.state == state
    if approval:
        assert browser.get("/suggestions", status=302).location == "/waiting"
        joining.admit(newcomer, by=carmen)
        assert Person.get_by_id(newcomer.id).state == "active"
        assert "let you in" in mails()[-1].get_content()
        with pytest.raises(RuleBroken):
            joining.admit(newcomer, by=carmen)


def test_the_other_links_of_a_registration_lapse_with_joining(browser_of, carmen, mails):
    joining.set_rules(["example.com"], False, by=carmen)
    browser = browser_of()
    first = register_by_mail(browser, mails, "new.person@example.com")
    second = register_by_mail(browser, mails, "New.Person@example.com")
    browser.submit(browser.get(second), "main form", name="New Person", password=PASSWORD)
    browser_of().get(first, status=404)


def test_an_address_of_another_domain_cannot_register(browser_of, carmen, mails):
    joining.set_rules(["example.com"], False, by=carmen)
    page = browser_of().post("/join", {"email": "eve@evil.example"}, status=422)
    assert "domain" in page.select_one("#email-error").get_text()
    assert not mails()


def test_registering_tells_nobody_whether_an_address_is_known(browser_of, carmen, lin, mails):
    joining.set_rules(["example.com"], False, by=carmen)
    pages = []
    for email in (lin.email, "unknown@example.com"):
        browser = browser_of()
        sent = browser.submit(browser.get("/join"), "main form", email=email)
        pages.append(browser.follow(sent).select_one("main").get_text())
    assert pages[0] == pages[1]
    assert ["account already" in mail["Subject"] for mail in mails()] == [True, False]


def test_without_mail_a_registration_always_waits_for_approval(browser_of, carmen):
    joining.set_rules(["example.com"], False, by=carmen)
    browser = browser_of()
    form = {"name": "New Person", "email": "new@example.com", "password": PASSWORD}
    browser.submit(browser.get("/join"), "main form", **form)
    assert Person.get(Person.folded_email == "new@example.com").state == "waiting"
    browser.post("/sign-in", {"email": "new@example.com", "password": PASSWORD}, status=303)
    assert browser.get("/", status=302).location == "/waiting"
    assert "lets you in" in browser.get("/waiting").select_one("h1").get_text()


def test_without_mail_registering_a_known_address_changes_nothing(browser_of, carmen, lin):
    joining.set_rules(["example.com"], False, by=carmen)
    form = {"name": "Not Lin", "email": lin.email, "password": PASSWORD}
    browser = browser_of()
    browser.submit(browser.get("/join"), "main form", **form)
    assert Person.get_by_id(lin.id).name == "Lin Zhao"
    assert Person.get_by_id(lin.id).password_hash is None


def test_a_double_press_joins_once(nils, carmen):
    token = joining.invite(nils, by=carmen).rpartition("/")[2]
    joining.join(token, name="Nils", password=PASSWORD)
    with pytest.raises(RuleBroken):
        joining.join(token, name="Nils", password=PASSWORD)
    assert Enrolment.select().where(Enrolment.person == nils).count() == 1


def test_the_demo_is_offered_to_the_first_coordinator_alone(browser_of, carmen, lin):
    assert not joining.may_load_demo()
    browser_of(carmen).post("/first-steps/demo", status=409)
    browser_of(lin).post("/first-steps/demo", status=403)


def test_no_coordinator_ever_holds_a_link_of_somebody_who_was_here_before(omar, carmen, app):
    Person.update(state="left").where(Person.id == omar.id).execute()
    gone = Person.get_by_id(omar.id)
    with pytest.raises(RuleBroken, match="flask --app app invitation-link"):
        joining.invite(gone, by=carmen)
    assert not OneTimeLink.select().where(OneTimeLink.person == omar).exists()
    assert joining.invite(gone).startswith("/join/"), "the operator can let them back in"


def test_who_left_is_invited_back_through_their_own_mailbox(omar, carmen, mails):
    Person.update(state="left").where(Person.id == omar.id).execute()
    assert joining.invite(Person.get_by_id(omar.id), by=carmen) == ""
    assert [message["To"].addresses[0].addr_spec for message in mails()] == [omar.email]


def test_a_name_that_unfolds_into_many_letters_is_kept(browser_of, nils, carmen):
    path = joining.invite(nils, by=carmen)
    browser = browser_of()
    browser.submit(browser.get(path), "main form", name=UNFOLDS * 120, password=PASSWORD)
    assert Person.get_by_id(nils.id).name == UNFOLDS * 120


def test_an_address_that_unfolds_into_many_letters_is_none(browser_of, carmen):
    joining.set_rules(["example.com"], False, by=carmen)
    odd = {"name": "Odd", "email": f"{UNFOLDS * 20}@example.com", "password": PASSWORD}
    assert browser_of().post("/join", odd, status=422).select_one("#email-error")
