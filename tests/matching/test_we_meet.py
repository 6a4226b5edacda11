"""Two who already meet say so: one tells, the other confirms, and their page opens without a first chat."""

from datetime import timedelta

import pytest

from peerportal.core import clock, jobs
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Group, Meeting
from peerportal.matching.eligibility import NotAvailable
from peerportal.matching.models import PeerRequest
from peerportal.matching.requests import answers, sending
from peerportal.people import blocks
from peerportal.people.models import Person
from peerportal.programmes.models import Programme
from tests.cast import make_person
from tests.world import open_group

NOTE = "Our Tuesdays."


@pytest.fixture
def told(priya, omar):
    """Priya says that she and Omar already meet."""
    return sending.send(priya, omar, NOTE, meets=True)


def test_confirming_opens_an_active_pair_with_its_first_meeting(told, priya, omar):
    group = answers.accept(told, omar)
    assert (group.state, group.kind, group.space_id) == ("active", "pair", told.space_id)
    assert group.activated_at and group.first_chat_at is None
    assert group.member_ids() == sorted([priya.id, omar.id])
    assert Meeting.next_of(group).number == 1
    assert answers.accept(told, omar) == group
    assert Group.select().count() == 1


def test_telling_twice_is_telling_once(told, priya, omar):
    assert sending.send(priya, omar, "Again", meets=True) == told
    assert PeerRequest.select().count() == 1


def test_two_who_tell_each_other_have_their_page_at_once(told, omar, priya):
    crossing = sending.send(omar, priya, "", meets=True)
    assert crossing.state == "accepted" and crossing.meets
    assert [group.state for group in Group.select()] == ["active"]
    assert {found.group_id for found in PeerRequest.select()} == {Group.get().id}


def test_neither_kind_of_request_answers_the_other(priya, omar):
    told = sending.send(priya, omar, NOTE, meets=True)
    with pytest.raises(RuleBroken, match="answer that first"):
        sending.send(omar, priya, "Shall we?")
    with pytest.raises(RuleBroken, match="Take that back"):
        sending.send(priya, omar, "Shall we?")
    sending.withdraw(told, priya)
    sending.send(priya, omar, "Shall we?")
    with pytest.raises(RuleBroken, match="has asked you for a first chat"):
        sending.send(omar, priya, "", meets=True)
    with pytest.raises(RuleBroken, match="Take that request back"):
        sending.send(priya, omar, "", meets=True)
    assert not Group.select().exists()


def no_room(priya, omar):
    open_group(omar, make_person("Somebody Else"), Programme.current())


def manages(priya, omar):
    Person.update(manager=omar).where(Person.id == priya.id).execute()


def blocked(priya, omar):
    blocks.block(omar, priya)


@pytest.mark.parametrize("happens", [no_room, manages, blocked], ids=lambda one: one.__name__)
def test_the_hard_rules_hold_when_telling(priya, omar, happens):
    happens(priya, omar)
    with pytest.raises(RuleBroken):
        sending.send(priya, omar, NOTE, meets=True)


@pytest.mark.parametrize("happens", [no_room, manages], ids=lambda one: one.__name__)
def test_the_hard_rules_hold_when_confirming(told, priya, omar, happens):
    happens(priya, omar)
    with pytest.raises(RuleBroken):
        answers.accept(told, omar)
    assert Group.open_between(priya.id, omar.id) is None


def test_not_so_keeps_the_two_apart_for_a_while(told, priya, omar):
    answers.decline(told, omar, "A mix-up, I think.")
    with pytest.raises(NotAvailable):
        sending.send(priya, omar, NOTE, meets=True)


def text_of(page):
    return " ".join(page.main.get_text().split())


def test_from_finding_the_colleague_to_the_page_of_the_two(browser_of, priya, omar):
    mine, theirs = browser_of(priya), browser_of(omar)
    link = mine.get("/groups").select_one("main a[href*='for=pair']")["href"]
    page = mine.get(f"{link}&q=Omar")
    page = mine.get(page.select_one("#found a[href$='/we-meet']")["href"])
    page = mine.follow(mine.submit(page, "#we-meet form", note=NOTE))
    assert "You said that you and Omar already meet" in text_of(page)
    assert "first chat" not in text_of(page)
    home = theirs.get("/")
    assert "Priya says that you two already meet" in text_of(home)
    assert "Confirm it" in text_of(home)
    page = theirs.get(home.select_one("main a[href*='/requests/']")["href"])
    assert NOTE in page.get_text()
    assert "first chat" not in text_of(page)
    page = theirs.follow(theirs.submit(page, "form[action$='/accept']"))
    assert page.select_one("#adder") and page.select_one("#deal")
    assert "confirmed that you two meet" in text_of(mine.get("/requests"))


def test_the_line_is_optional_and_a_long_one_is_asked_for_again(browser_of, priya, omar):
    browser = browser_of(priya)
    address = f"/people/{omar.ref}/we-meet"
    page = browser.submit(browser.get(address), "#we-meet form", note="x" * 1001, status=422)
    assert page.select_one(".error")
    browser.submit(page, "#we-meet form", note="")
    assert PeerRequest.get().meets


def test_not_so_has_kind_words_of_its_own(browser_of, told, priya, omar):
    browser = browser_of(omar)
    page = browser.get(f"/requests/{told.ref}")
    browser.follow(browser.submit(page, "#decline form"))
    page = browser_of(priya).get(f"/requests/{told.ref}")
    assert "Omar answered: not so" in text_of(page)
    assert "mix-up" in text_of(page)


def test_the_page_leads_to_what_is_open_already(browser_of, told, priya, omar):
    address = f"/people/{omar.ref}/we-meet"
    assert browser_of(priya).get(address, status=302).location == f"/requests/{told.ref}"
    assert "You have asked Omar" in text_of(browser_of(priya).get(f"/people/{omar.ref}"))


def test_a_strangers_line_is_not_read(browser_of, told, lin):
    browser_of(lin).get(f"/requests/{told.ref}", status=404)


def test_the_mails_say_what_it_is_and_nothing_of_the_line(mails, priya, omar):
    told = sending.send(priya, omar, NOTE, meets=True)
    mails()
    answers.accept(told, omar)
    first, second = mails()
    assert first["Subject"] == "Priya Nair says that you two already meet"
    assert second["Subject"] == "Omar Haddad confirmed that you two meet"
    for message in (first, second):
        assert "first chat" not in message.get_content()
        assert NOTE not in message.get_content()


def test_the_mails_on_the_way_fit_too(mails, priya, omar, still):
    told = sending.send(priya, omar, NOTE, meets=True)
    for step in (
        lambda: jobs.HANDLERS["peer_requests"]({}),
        lambda: answers.ask_back(told, omar, "Do you mean lunch?"),
        lambda: sending.reply(told, priya, "Yes."),
        lambda: answers.decline(told, omar, "Lunch is lunch."),
    ):
        mails()
        clock.move(timedelta(days=3))
        step()
    texts = [message.get_content() for message in mails()]
    assert len(texts) >= 5
    assert not [text for text in texts if "first chat" in text]


def test_a_button_pressed_twice_says_it_once(browser_of, priya, omar):
    browser = browser_of(priya)
    for _ in range(2):
        browser.post(f"/people/{omar.ref}/we-meet", {"note": ""})
    said = [note.get_text().strip() for note in browser.get("/requests").select("[data-once]")]
    assert said == ["Omar is asked to confirm it."]
