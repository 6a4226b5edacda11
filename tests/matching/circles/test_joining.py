"""Coming into a circle: joined when open, else by invitation; the hard rules with everybody in it hold each time."""

import pytest

from peerportal.core.rules import RuleBroken
from peerportal.groups.circles import membership
from peerportal.groups.models import CircleInvitation, Group
from peerportal.matching.circles import joining
from peerportal.people import blocks
from peerportal.people.models import Block, Person, Profile


@pytest.fixture
def members(omar, lin, circle_of):
    """Omar and Lin in a circle that anybody may join."""
    return circle_of([omar, lin], "Telling stories")


def test_joining_opens_the_page_and_tells_the_members(browser_of, priya, members, mails):
    browser = browser_of(priya)
    page = browser.submit(browser.get(f"/circles/{members.ref}"), "form[action$='/join']")
    page = browser.follow(page)
    assert "Achatkauz" in page.get_text(), "what the circle shares is there at once"
    letters = mails()
    assert {letter["To"].addresses[0].addr_spec for letter in letters} == {
        "omar.haddad@example.com",
        "lin.zhao@example.com",
    }
    assert all(letter["Subject"] == "Priya Nair has joined your circle" for letter in letters)


def test_joining_twice_is_being_in_it_once(browser_of, priya, members):
    browser = browser_of(priya)
    for _ in range(2):
        assert browser.post(f"/circles/{members.ref}/join", status=303).location == f"/groups/{members.ref}"
    assert len(members.member_ids()) == 3


def test_my_own_circle_leads_to_its_page(browser_of, omar, members):
    page = browser_of(omar).get(f"/circles/{members.ref}", status=302)
    assert page.location == f"/groups/{members.ref}"


def test_nobody_joins_by_themselves_where_people_are_invited(priya, omar, circle_of):
    group = circle_of([omar], "By invitation", joining="invited")
    with pytest.raises(RuleBroken, match="by invitation"):
        joining.join(group, priya)


def test_the_rules_are_asked_of_the_database_when_joining(priya, omar, lin, tom, members):
    """What became true after the page was read counts."""
    Block.create(by=lin, other=priya)
    with pytest.raises(joining.NotForThem):
        joining.join(members, priya)
    Block.delete().execute()
    for boss, report in ((lin, priya), (priya, lin)):
        Person.update(manager=tom).where(Person.id == report.id).execute()
        Person.update(manager=boss).where(Person.id == tom.id).execute()
        with pytest.raises(joining.NotForThem):
            joining.join(members, priya)
        Person.update(manager=None).execute()
    Person.update(state="paused").where(Person.id == omar.id).execute()
    with pytest.raises(joining.NotForThem):
        joining.join(members, priya)
    Person.update(state="active").where(Person.id == omar.id).execute()
    joining.join(members, priya)


def test_members_in_one_line_with_each_other_keep_nobody_out(priya, omar, lin, members):
    Person.update(manager=omar).where(Person.id == lin.id).execute()
    joining.join(members, priya)


def test_who_has_not_published_is_asked_to(priya, members):
    Profile.update(published_at=None).where(Profile.person == priya).execute()
    with pytest.raises(RuleBroken, match="Publish"):
        joining.join(members, priya)


def test_a_founder_with_another_language_is_no_bar(priya, omar, lin, members):
    Profile.update(languages=["Polish"]).where(Profile.person == omar).execute()
    joining.join(members, priya)


@pytest.fixture
def invited(priya, omar, lin, circle_of):
    """Priya is invited by Omar into a circle that takes people by invitation."""
    group = circle_of([omar, lin], "Quiet voices", joining="invited")
    return joining.invite(group, omar, priya)


def test_an_invitation_is_mailed_without_a_word_and_answered_on_its_page(mails, browser_of, priya, invited):
    [letter] = mails()
    assert letter["Subject"] == "Omar Haddad invites you into a circle"
    assert (
        "Quiet voices" not in letter.as_string()
        and f"/circles/invitations/{invited.ref}" in letter.as_string()
    )
    browser = browser_of(priya)
    assert (
        "Quiet voices" in browser.get("/").get_text() and "Quiet voices" in browser.get("/circles").get_text()
    )
    page = browser.get(f"/circles/invitations/{invited.ref}")
    assert "Omar can help you with public speaking." in page.get_text()
    page = browser.follow(browser.submit(page, "form[action$='/accept']"))
    assert "Quiet voices" in page.h1.get_text()
    assert CircleInvitation.get().state == "accepted"
    assert browser.get(f"/circles/invitations/{invited.ref}", status=302).location == page_of(invited)


def page_of(invitation):
    return f"/groups/{Group.get_by_id(invitation.group_id).ref}"


def test_not_now_is_said_without_a_reason_and_twice_is_once(browser_of, priya, invited):
    browser = browser_of(priya)
    page = browser.get(f"/circles/invitations/{invited.ref}")
    browser.submit(page, "form[action$='/decline']")
    browser.submit(page, "form[action$='/decline']")
    assert CircleInvitation.get().state == "declined"
    browser.get(f"/circles/invitations/{invited.ref}", status=404)
    browser.post(f"/circles/invitations/{invited.ref}/accept", status=409)


def test_an_invitation_is_taken_back_by_any_member(browser_of, priya, lin, invited):
    browser = browser_of(lin)
    browser.follow(browser.submit(browser.get(page_of(invited)), "form[action$='/withdraw']"))
    browser_of(priya).get(f"/circles/invitations/{invited.ref}", status=404)
    browser_of(priya).post(f"/circles/invitations/{invited.ref}/accept", status=404)


def test_accepting_asks_the_rules_again(priya, lin, invited):
    Block.create(by=lin, other=priya)
    with pytest.raises(joining.NotForThem):
        joining.accept(invited, priya)
    assert CircleInvitation.get().state == "pending"


def names(page):
    return [name.get_text() for name in page.select("#candidates .name")]


def test_people_to_invite_are_those_who_may_be_with_everybody(
    browser_of, priya, omar, lin, tom, make_person, members
):
    vera, wim = make_person("Vera Example"), make_person("Wim Example")
    blocks.block(lin, vera)
    Person.update(manager=omar).where(Person.id == wim.id).execute()
    from peerportal.matching import index

    index.forget()
    browser = browser_of(omar)
    assert names(browser.get(f"/circles/{members.ref}/invite?q=example")) == []
    shown = names(browser.get(f"/circles/{members.ref}/invite"))
    assert {"Priya Nair", "Tom Berg"} <= set(shown) and not {"Omar Haddad", "Lin Zhao"} & set(shown)
    path = f"/circles/{members.ref}/invite/{vera.ref}"
    browser.post(path, status=409)
    part = browser.post(f"/circles/{members.ref}/invite/{priya.ref}", fragment=True)
    assert "Priya Nair is invited" in part.get_text()
    assert "Priya Nair" not in names(browser.get(f"/circles/{members.ref}/invite"))
    assert "Priya Nair is invited" in browser.get(f"/groups/{members.ref}").get_text()


def test_only_members_invite(browser_of, priya, tom, members):
    browser_of(priya).get(f"/circles/{members.ref}/invite", status=404)
    browser_of(priya).post(f"/circles/{members.ref}/invite/{tom.ref}", status=404)


def test_somebody_invited_into_an_open_circle_may_just_join(priya, omar, members):
    invitation = joining.invite(members, omar, priya)
    joining.join(members, priya)
    assert CircleInvitation.get_by_id(invitation.id).state == "accepted"


def test_what_an_open_circle_is_about_can_be_reported_by_whoever_reads_it(browser_of, priya, members, carmen):
    browser = browser_of(priya)
    page = browser.get(browser.get(f"/circles/{members.ref}").select_one("a[href*='/concerns/new/']")["href"])
    assert "Telling stories" in page.select_one("#shown").get_text()
    assert "Achatkauz" not in page.get_text()
    browser.submit(page, "#concern", words="This is unkind.", shown="topic")


def test_a_form_that_is_wrong_comes_back_with_what_was_typed(browser_of, priya):
    browser = browser_of(priya)
    page = browser.get("/circles/new?format=flash")
    page = browser.submit(page, "#new-circle form", topic=" ", about="x" * 501, status=422)
    assert len(page.select(".error")) == 2 and page.select_one("#about").get_text().strip() == "x" * 501
    page = browser.submit(page, "#new-circle form", topic="\x00 مرحبا 🦉", about="", most="99", status=422)
    assert "مرحبا 🦉" in page.select_one("#topic")["value"]
    assert not Group.select().exists()


def test_who_left_may_join_again_while_there_is_room(priya, omar, members):
    joining.join(members, priya)
    membership.leave(members, priya)
    joining.join(members, priya)
    assert priya.id in members.member_ids()
