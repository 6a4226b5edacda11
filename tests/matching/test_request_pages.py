"""The pages of requests: asking, answering, and what a stranger meets."""

import pytest

from peerportal.groups.models import Group
from peerportal.matching.models import PeerRequest
from peerportal.matching.requests import answers, sending
from peerportal.people import blocks

NOTE = "Would you show me how you begin a talk?"


@pytest.fixture
def asked(priya, omar):
    return sending.send(priya, omar, NOTE)


def test_asking_begins_with_a_note_from_the_reasons(priya, omar, browser_of):
    browser = browser_of(priya)
    page = browser.get(f"/people/{omar.ref}/ask")
    assert "public speaking" in page.select_one("textarea").get_text()
    sent = browser.submit(page, "form[action$=ask]", note=NOTE)
    shown = browser.follow(sent)
    assert NOTE in shown.get_text() and "Omar has it now" in shown.get_text()
    again = browser.get(f"/people/{omar.ref}/ask", status=302)
    assert again.location == f"/requests/{PeerRequest.get().ref}"


def test_an_empty_note_is_said_beside_the_field(priya, omar, browser_of):
    page = browser_of(priya).post(f"/people/{omar.ref}/ask", {"note": " \u200b "}, status=422)
    assert page.select_one("#note-error")
    assert not PeerRequest.select().exists()


def test_whoever_asked_as_many_as_they_may_is_told_before_they_write(priya, lin, make_person, browser_of):
    for letter in "ABC":
        sending.send(priya, make_person(f"Peer {letter}"), "Hello.")
    page = browser_of(priya).get(f"/people/{lin.ref}/ask")
    assert "3 requests waiting" in page.get_text() and not page.select_one("#note")


def test_the_three_answers_stand_on_one_page(asked, omar, browser_of):
    browser = browser_of(omar)
    page = browser.get(f"/requests/{asked.ref}")
    assert NOTE in page.get_text()
    accepted = browser.submit(page, "form[action$=accept]")
    assert accepted.location == f"/groups/{Group.get().ref}"
    assert NOTE in browser.follow(accepted).get_text()


def test_a_question_and_its_answer(asked, priya, omar, browser_of):
    path = f"/requests/{asked.ref}"
    changed = browser_of(omar).post(f"{path}/ask-back", {"question": "By video?"}, fragment=True)
    assert changed.select_one("#request") and "Your question is on its way" in changed.get_text()
    browser = browser_of(priya)
    page = browser.get(path)
    assert "By video?" in page.get_text()
    browser.submit(page, "#reply-form", reply="Gladly.")
    assert "Gladly." in browser_of(omar).get(path).get_text()


def test_not_now_has_ready_words_and_offers_others(asked, priya, omar, lin, browser_of):
    path = f"/requests/{asked.ref}"
    browser = browser_of(omar)
    browser.post(f"{path}/decline", {"words": "own", "own": ""}, status=422)
    browser.submit(browser.get(path), "form[action$=decline]")
    page = browser_of(priya).get(path)
    assert "My next weeks are full" in page.get_text()
    assert page.select_one(f"#next a[href='/people/{lin.ref}/ask']")
    assert not page.select_one(f"#next a[href*='{omar.ref}']")


def test_withdrawing_and_reviving(asked, priya, omar, browser_of):
    path = f"/requests/{asked.ref}"
    PeerRequest.update(state="expired").execute()
    to_omar, to_priya = browser_of(omar), browser_of(priya)
    to_omar.submit(to_omar.get(path), "form[action$=revive]")
    assert PeerRequest.get().state == "pending"
    to_priya.submit(to_priya.get(path), "form[action$=withdraw]")
    assert "no longer open" in to_omar.get(path).get_text()


def test_a_block_looks_like_a_withdrawal(priya, omar, lin, browser_of):
    blocked, withdrawn = sending.send(omar, priya, NOTE), sending.send(lin, omar, NOTE)
    blocks.block(priya, omar)
    sending.withdraw(withdrawn, lin)
    page = browser_of(omar).get(f"/requests/{blocked.ref}")
    assert "Your request to Priya is no longer open" in page.get_text()
    assert "block" not in page.select_one("main").get_text().lower()
    browser_of(omar).get(f"/people/{priya.ref}/ask", status=404)


def test_my_requests_say_whose_turn_it_is(asked, priya, omar, lin, browser_of):
    assert "Omar’s turn" in browser_of(priya).get("/requests").get_text()
    assert "Your turn" in browser_of(omar).get("/requests").get_text()
    empty = browser_of(lin).get("/requests").get_text()
    assert "Nobody waits for you" in empty and "See who suits you" in empty


def test_the_list_costs_the_same_for_three_and_for_thirty(
    priya, make_person, programme, browser_of, count_queries
):
    programme.pending_in = programme.pending_out = 20
    programme.save()
    browser = browser_of(priya)

    def cost(upto):
        while PeerRequest.select().count() < upto:
            sending.send(make_person(f"Peer {PeerRequest.select().count()}"), priya, NOTE)
            answers.decline(PeerRequest.select().order_by(PeerRequest.id.desc()).get(), priya, "Not now.")
        with count_queries() as counted:
            browser.get("/requests")
        return counted.count

    assert cost(3) == cost(30) <= 8


def test_a_stranger_meets_a_404_and_changes_nothing(asked, lin, browser_of):
    browser = browser_of(lin)
    path = f"/requests/{asked.ref}"
    browser.get(path, status=404)
    for verb in ("accept", "ask-back", "decline", "reply", "withdraw", "revive"):
        browser.post(f"{path}/{verb}", {"question": "?", "reply": "!", "words": "time"}, status=404)
    assert PeerRequest.get().state == "pending"


def test_each_of_the_two_has_their_own_verbs(asked, priya, omar, browser_of):
    path = f"/requests/{asked.ref}"
    for verb in ("accept", "ask-back", "decline"):
        browser_of(priya).post(f"{path}/{verb}", {"question": "?", "words": "time"}, status=404)
    for verb in ("reply", "withdraw"):
        browser_of(omar).post(f"{path}/{verb}", {"reply": "!"}, status=404)
    assert PeerRequest.get().state == "pending"


def test_nobody_may_ask_their_own_reporting_line(make_person, browser_of):
    boss = make_person("Ada Top")
    lead = make_person("Ben Middle", manager=boss)
    report = make_person("Cleo Desk", manager=lead)
    for one, other in ((boss, report), (report, boss), (lead, report)):
        browser_of(one).get(f"/people/{other.ref}/ask", status=404)
        browser_of(one).post(f"/people/{other.ref}/ask", {"note": NOTE}, status=404)
    assert not PeerRequest.select().exists()


def test_when_somebody_is_full_the_page_says_so_kindly(priya, omar, lin, browser_of):
    answers.accept(sending.send(lin, omar, NOTE), omar)
    page = browser_of(priya).get(f"/people/{omar.ref}/ask")
    assert "Omar has no room" in page.get_text()
    assert not page.select_one("form[action$=ask]")
    refused = browser_of(priya).post(f"/people/{omar.ref}/ask", {"note": NOTE}, status=409)
    assert "Omar has no room" in refused.get_text()


def test_the_page_to_ask_on_looks_at_the_two_once(browser_of, priya, omar, count_queries):
    browser = browser_of(priya)
    browser.get(f"/people/{omar.ref}")
    with count_queries() as counted:
        browser.get(f"/people/{omar.ref}/ask")
    assert counted.count <= 8
