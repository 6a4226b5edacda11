"""Write apart, reveal together: who sees what, when; and somebody who never finishes does not hold up the others."""

import pytest

from peerportal.activities import playing
from peerportal.core.rules import RuleBroken
from peerportal.groups.circles import membership
from peerportal.groups.models import Group

SECRET = "Zirkuszebra"


@pytest.fixture
def table(begin, pair, priya):
    return begin(pair, priya, "quadrants")


def words_in(browser, address):
    return browser.get(address).get_text(" ")


def test_nobody_sees_anothers_words_before_all_are_ready(table, priya, omar, browser_of):
    table.does(priya, "ready", family=SECRET)
    assert SECRET not in words_in(browser_of(omar), table.at())
    assert table.sees(omar, "write").part_of(priya.id).words is None
    table.does(omar, "ready", hobbies="Chess")
    assert SECRET in words_in(browser_of(omar), table.at())
    assert "Chess" in words_in(browser_of(priya), table.at())


def test_what_was_saved_for_now_is_ones_own(table, priya, omar, browser_of):
    table.does(priya, "save", family=SECRET)
    assert SECRET in words_in(browser_of(priya), table.at())
    assert SECRET not in words_in(browser_of(omar), table.at())


def test_being_ready_can_be_taken_back_until_it_is_revealed(table, priya, omar):
    table.does(priya, "ready", family="Two sisters")
    table.does(priya, "not-ready")
    table.does(omar, "ready", family="One brother")
    assert not table.facts(omar)["revealed"]
    table.does(priya, "ready", family="Three sisters")
    assert [words["family"] for _, words in table.facts(omar)["parts"]] == ["Three sisters", "One brother"]
    with pytest.raises(RuleBroken):
        table.does(priya, "not-ready")


def test_somebody_who_never_finishes_is_asked_and_gone_on_without(still, table, priya, omar):
    table.does(omar, "save", family=SECRET)
    table.does(priya, "ready", family="Two sisters")
    with pytest.raises(RuleBroken, match="Ask first"):
        table.does(priya, "reveal")
    table.does(priya, "ask")
    with pytest.raises(RuleBroken, match="Ask first"):
        table.does(priya, "reveal")
    still.move(playing_minutes(1))
    table.does(priya, "reveal")
    shown = table.facts(priya)["parts"]
    assert [member.first_name for member, _ in shown] == ["Priya"]
    assert table.sees(priya, "write").part_of(omar.id).words is None
    table.does(omar, "ready", family="A late word")
    assert len(table.facts(priya)["parts"]) == 2


def test_the_page_offers_to_reveal_without_somebody_once_they_were_asked(
    still, table, priya, omar, browser_of
):
    table.does(priya, "ready", family="Two sisters")
    browser = browser_of(priya)
    assert not browser.get(table.at()).select_one("#write-reveal-press")
    table.does(priya, "ask")
    page = browser.get(table.at())
    assert "Reveal without Omar" in page.select_one("#write-reveal-press").get_text()
    assert "would like to go on" in browser_of(omar).get(table.at()).get_text(" ")
    browser.submit(page, f"form[action='{table.at('write', 'reveal')}']", status=409)
    still.move(playing_minutes(1))
    assert (
        "Two sisters"
        in browser.follow(browser.submit(page, f"form[action='{table.at('write', 'reveal')}']")).get_text()
    )


def test_whoever_leaves_a_circle_is_waited_for_no_longer(begin, circle, priya, omar, lin, browser_of):
    table = begin(circle, priya, "quadrants")
    for person in (priya, omar):
        table.does(person, "ready", family="Two sisters")
    membership.leave(Group.get_by_id(circle.id), lin)
    browser = browser_of(priya)
    browser.submit(browser.get(table.at()), f"form[action='{table.at('write', 'reveal')}']")
    assert table.facts(priya)["revealed"]


def test_who_has_not_finished_cannot_ask_nor_reveal(table, priya, omar):
    table.does(priya, "ready", family="Two sisters")
    for deed in ("ask", "reveal"):
        with pytest.raises(RuleBroken, match="Finish your own part first"):
            table.does(omar, deed)


def test_nothing_goes_on_before_the_reveal(table, priya, omar):
    with pytest.raises(RuleBroken, match="everybody finishes"):
        table.goes_on(priya)
    table.does(priya, "ready", goals="Sail to Norway")
    table.does(omar, "ready", goals="Learn to sail")
    table.goes_on(omar)
    assert table.session.step == "talk"
    table.does(priya, "keep", line="We both want to sail")
    table.goes_on(priya)
    assert table.session.state == "finished"


def test_two_clicks_on_go_on_are_one_step(table, priya, omar):
    table.does(priya, "ready", goals="Sail to Norway")
    table.does(omar, "ready", goals="Learn to sail")
    version = table.session.version
    playing.go_on(table.group, table.session, priya, version)
    assert playing.go_on(table.group, table.session, omar, version) == playing.LATE
    assert table.session.step == "talk"


def test_an_empty_part_is_refused_beside_its_box_and_a_box_may_stay_empty(table, priya, browser_of):
    browser = browser_of(priya)
    page = browser.get(table.at())
    answer = browser.submit(page, "#write-ready", status=422)
    assert "Please write something" in answer.select_one("#write-family-error").get_text()
    browser.submit(page, "#write-ready", hobbies="Chess")
    assert table.facts(priya)["i_am_ready"]


def test_two_devices_of_one_person_lose_nothing(table, priya, browser_of):
    one, other = browser_of(priya), browser_of(priya)
    begun = other.get(table.at())
    one.submit(one.get(table.at()), "#write-ready", family="From my phone")
    table.does(priya, "not-ready")
    one.submit(one.get(table.at()), "#write-ready", family="From my phone, again")
    table.does(priya, "not-ready")
    answer = other.submit(begun, "#write-ready", status=409, family="From my laptop")
    said = answer.get_text(" ")
    assert "From my phone, again" in said and "From my laptop" in said
    other.submit(answer, "#write-ready")
    assert table.facts(priya)["mine"]["family"] == "From my laptop"


def test_on_one_laptop_each_writes_in_turn_and_nothing_shows_before_the_end(table, priya, omar, browser_of):
    with pytest.raises(RuleBroken, match="device of their own"):
        table.does(priya, "ready", member=omar.ref, family="In his name")
    playing.share_laptop(table.group, table.session, priya, True)
    table.does(priya, "ready", family=SECRET)
    assert SECRET not in words_in(browser_of(priya), table.at())
    table.does(priya, "ready", member=omar.ref, family="One brother")
    assert len(table.facts(priya)["parts"]) == 2


def test_on_one_laptop_nobody_writes_over_what_somebody_began_on_their_own(table, priya, omar):
    table.does(omar, "save", family="My own words")
    playing.share_laptop(table.group, table.session, priya, True)
    with pytest.raises(RuleBroken, match="goes on there"):
        table.does(priya, "ready", member=omar.ref, family="Others")


def playing_minutes(many):
    from datetime import timedelta

    return timedelta(minutes=many)
