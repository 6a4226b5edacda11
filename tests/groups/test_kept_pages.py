"""The live part of a group's page is kept while nothing it shows has changed, and for nobody who may not read it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups import holding, pairing
from peerportal.groups.mark import Mark, marked
from peerportal.groups.models import AgendaItem, Agreement, Group, Meeting, Membership
from peerportal.people.models import Person
from peerportal.programmes.models import Programme
from peerportal.web.keeping import Cut, Kept, Shelf, shelf
from peerportal.web.validity import STEP, valid_until
from tests.rows import tried_only

_OWN = re.compile(r'(name="(?:csrf_token|form_key)"[^>]*?value="|X-CSRFToken": ")[^"]*')
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_kept(app):
    shelf.clear()
    yield
    shelf.clear()


@pytest.fixture
def look(browser_of, at):
    """What somebody's page of a group says, but for what each answer has of its own."""
    browsers = {}

    def page(group, person, status=200):
        browser = browsers.setdefault(person.id, browser_of(person))
        return _OWN.sub(r"\1", str(browser.get(at(group), status=status)))

    return page


def opened_while(act):
    """How many sealed texts of groups were opened meanwhile."""
    before = vault.openings["group"]
    act()
    return vault.openings["group"] - before


def dated(pair, starts_at):
    """The next meeting of the pair begins then."""
    with transaction():
        Meeting.update(starts_at=starts_at, state="booked").where(Meeting.group == pair).execute()
        pair.touch()


def test_what_has_not_changed_is_not_made_again(look, pair, priya, omar):
    AgendaItem.add(pair, priya, "Our plans", new_ref())
    first = look(pair, priya)
    assert opened_while(lambda: look(pair, priya)) == 0
    assert look(pair, priya) == first
    assert opened_while(lambda: look(pair, omar)) == 1  # his page is his own
    AgendaItem.add(pair, omar, "One more", new_ref())
    assert "One more" in look(pair, priya)


def test_no_two_answers_share_a_key_of_a_form(browser_of, pair, priya, at):
    browser, other = browser_of(priya), browser_of(priya)
    pages = [browser.get(at(pair)), browser.get(at(pair)), other.get(at(pair))]
    keys = [page.select_one("#adder [name=form_key]")["value"] for page in pages]
    assert len(set(keys)) == 3
    for page, words in zip(pages[:2], ("One", "Two"), strict=True):
        browser.submit(page, "#adder", words=words)
    other.submit(pages[2], "#adder", words="Three")  # with the token of its own session
    assert [point.get_text() for point in browser.get(at(pair)).select("#items .point")] == [
        "One",
        "Two",
        "Three",
    ]


@pytest.mark.parametrize("end", ["left", "dismissed", "retired"])
def test_a_kept_page_is_not_for_those_who_may_not_read_it(look, pair, priya, omar, lin, end):
    look(pair, omar)
    if end == "left":
        Membership.update(left_at=clock.now()).where(Membership.person == omar).execute()
    elif end == "dismissed":
        vault.dismiss(pair.space_id, omar.id)
    else:
        Group.update(retired_at=clock.now()).execute()
    look(pair, omar, status=404)
    look(pair, lin, status=404)


def test_names_clocks_and_ground_rules_are_always_the_present_ones(look, pair, priya, omar, programme):
    dated(pair, clock.now() + timedelta(days=3))
    before = look(pair, priya)
    Person.update(name="Umar Haddad").where(Person.id == omar.id).execute()
    assert "Umar" not in before and "Umar" in look(pair, priya)
    Person.update(time_zone="Asia/Tokyo").where(Person.id == omar.id).execute()
    assert "for <bdi>Umar</bdi>" in look(pair, priya)
    Programme.update(ground_rules="Be on time.").execute()
    assert "Be on time." in look(pair, priya)


def test_an_answer_of_ones_own_moves_ones_own_tag_alone(look, trying, priya, omar):
    look(trying, omar), look(trying, priya)
    theirs = marked(trying.ref, omar).tag
    pairing.answer(trying, priya, pairing.YES)
    assert "Your answer so far" in look(trying, priya)
    assert marked(trying.ref, omar).tag == theirs
    assert marked(trying.ref, priya).tag == theirs + 1


def test_what_is_seen_inside_a_transaction_is_not_kept(look, pair, priya, omar):
    look(pair, priya)
    with tried_only():
        AgendaItem.add(pair, omar, "Never was", new_ref())
        assert "Never was" in look(pair, priya)
    AgendaItem.add(pair, omar, "Is there", new_ref())
    assert "Never was" not in look(pair, priya)


def test_a_page_holds_until_a_moment_it_names_has_come(look, pair, priya, still):
    still.stand_still(NOON)
    AgendaItem.add(pair, priya, "Our plans", new_ref())
    dated(pair, NOON + timedelta(minutes=7))
    look(pair, priya)
    for minutes, anew in ((6, 0), (2, 1), (6, 0), (2, 1)):  # 12:06, 12:08, 12:14, 12:16
        still.move(timedelta(minutes=minutes))
        assert opened_while(lambda: look(pair, priya)) == anew


MOMENTS = st.floats(0, 10_000_000).map(lambda seconds: NOON + timedelta(seconds=seconds))


@settings(max_examples=60)
@given(MOMENTS, st.lists(st.one_of(MOMENTS, st.none(), st.text(max_size=3)), max_size=5))
def test_validity_ends_at_the_first_moment_to_come_or_the_next_quarter(now, facts):
    until = valid_until({"list": [facts], "meeting": Meeting(starts_at=facts[0] if facts else None)}, now)
    assert now < until <= now + STEP
    coming = [at for at in facts if isinstance(at, datetime) and at > now]
    assert until == min([*coming, until])
    assert until in coming or (until.minute % 15, until.second, until.microsecond) == (0, 0, 0)


WORDS = ("token" * 4, "key1" * 6, "key2" * 6)


@given(st.lists(st.one_of(st.text(max_size=5), st.sampled_from(WORDS))))
def test_a_cut_text_is_put_together_with_the_words_of_each_answer(parts):
    cut = Cut("".join(parts), WORDS)
    for answer in ("mine", "", WORDS[2]):
        own = {word: f"<{number}{answer}>" for number, word in enumerate(WORDS)}
        filled = cut.filled({word: mine.encode() for word, mine in own.items()})
        assert filled.decode() == "".join(own.get(part, part) for part in parts)


def kept_page(size, until=NOON):
    return Kept(Mark(1, 0, "", "", (), ()), until, "x" * size, "token")


def test_the_shelf_gives_up_what_was_used_longest_ago(still):
    still.stand_still(NOON - STEP)
    little = Shelf(most_bytes=3500)
    for name in "abc":
        little.keep((name, "me"), kept_page(1000))
    assert little.find(("a", "me"), kept_page(0).mark)
    little.keep(("d", "me"), kept_page(1000))
    assert [bool(little.find((name, "me"), kept_page(0).mark)) for name in "abcd"] == [
        True,
        False,
        True,
        True,
    ]
    little.keep(("e", "me"), kept_page(9000))
    assert len(little) == 0


def test_words_are_forgotten_when_their_time_is_over(still):
    still.stand_still(NOON - STEP)
    little = Shelf()
    little.keep(("a", "me"), kept_page(10))
    little.keep(("b", "me"), kept_page(10, until=NOON + STEP))
    still.move(STEP)
    assert little.find(("a", "me"), kept_page(0).mark) is None
    little.sweep()
    assert len(little) == 1


def met(pair, priya, omar, times):
    """The pair meets so many times more, with three points each time, one of which is carried over."""
    for _ in range(times):
        number = Meeting.next_of(Group.get_by_id(pair.id)).number
        for words in ("First", "Second", "Third"):
            item = AgendaItem.add(pair, priya, f"{words} {number}", new_ref())
            item.mark(pair, "discussed")
        holding.hold(pair, number)
    with transaction():
        pair.touch()


def test_a_page_costs_the_same_after_two_meetings_and_after_fifty(look, pair, priya, omar, count_queries):
    Agreement.propose(pair, priya, {"often": "Monthly"}, 0)
    look(pair, priya)

    def cost():
        shelf.clear()
        with count_queries() as counted:
            opened = opened_while(lambda: look(pair, priya))
        return counted.count, opened

    met(pair, priya, omar, 2)
    few = cost()
    met(pair, priya, omar, 48)
    assert cost() == few


def test_the_pages_of_earlier_meetings_cost_the_same_however_many_there_are(
    browser_of, pair, priya, omar, at, count_queries
):
    browser = browser_of(priya)

    def cost():
        with count_queries() as counted:
            opened = opened_while(lambda: browser.get(at(pair, "meetings")))
        return counted.count, opened

    met(pair, priya, omar, 11)
    some = cost()
    met(pair, priya, omar, 12)
    assert cost() == some
