"""A kept list follows what changes, and is then what it would be if it were worked out anew."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.matching import explain, index, ranking, suggestions
from peerportal.matching.filters import SuggestionFilter
from peerportal.matching.index.index import Index
from peerportal.matching.peer import Peer
from peerportal.matching.standing import Standing
from peerportal.people import blocks
from peerportal.people.models import Person, PersonTerm, Profile
from peerportal.terms.models import TermLink
from tests.cast import make_term
from tests.matching.people import nearness, peers
from tests.world import World, ask

FILTERS = [
    SuggestionFilter(),
    SuggestionFilter(hours=2),
    SuggestionFilter(department="Sales", format="video"),
]


def settle(known, moved):
    known.attention = ranking.attention(known.peers.values())
    known._move(moved)


def same(one, other):
    return (
        [peer.id for peer in one.tally.eligible] == [peer.id for peer in other.tally.eligible]
        and one.tally.by_rule == other.tally.by_rule
        and one.tally.people == other.tally.people
    )


@given(
    st.lists(peers(), min_size=2, max_size=12),
    st.lists(st.tuples(st.integers(2, 16), st.none() | peers(), st.integers(0, 9)), max_size=8),
    nearness(),
)
@settings(max_examples=150, deadline=None)
def test_whoever_changes_joins_or_leaves_finds_their_new_place(people, moves, near):
    known = Index(0)
    known.near = near
    known.peers = {n: replace(peer, id=n) for n, peer in enumerate(people, start=1)}
    settle(known, set())
    viewer = known.peers[1]
    kept = Standing(known, viewer)
    for number, changed, waiting in moves:
        known.peers.pop(number, None)
        if changed is not None:
            known.peers[number] = replace(changed, id=number)
        known._waiting[number] = waiting
        settle(known, {number})
        kept.follow(known, known.moved_since(kept.turn))
        anew = Standing(known, viewer)
        assert same(kept, anew) and anew.tally.eligible == explain.ranked(known, viewer)
        shown = {peer.id for peer in anew.tally.eligible[:3]}
        drawn = ranking.wild_card(viewer, anew.tally.eligible, shown, known.week, max(known.peers))
        assert kept.wild_card(known, shown) is drawn is anew.wild_card(known, shown)


def test_several_changes_at_once_are_followed_in_one_go():
    known = Index(0)
    known.peers = {n: Peer(n, department="Legal" if n % 2 else "Sales", level=n % 4) for n in range(1, 40)}
    settle(known, set())
    kept = Standing(known, known.peers[1])
    for number in (7, 8, 7, 12):
        known.peers[number] = replace(known.peers[number], level=1, room=number % 2, asked=number)
        settle(known, {number})
    assert known.moved_since(kept.turn) == {7, 8, 12}
    kept.follow(known, {7, 8, 12})
    assert same(kept, Standing(known, known.peers[1])) and known.moved_since(kept.turn) == set()


def seen(known, person, chosen):
    page = suggestions._page(known, person.id, chosen)
    cards = [(card.peer.ref, card.fit, card.says, card.answers_in, card.wild) for card in page.cards]
    return page.state, cards, [peer.ref for peer in page.eligible], page.tally, page.choices


def assert_lists_hold(people):
    anew = Index.read()
    with index.opened() as known:
        for person in people:
            for chosen in FILTERS:
                assert seen(known, person, chosen) == seen(anew, person, chosen), (person.name, chosen)


def test_every_list_follows_every_kind_of_change(app, monkeypatch):
    monkeypatch.setattr(suggestions, "MANY", 0)  # However small the organisation: follow, do not begin anew.
    world = World()
    people = [one for one in vars(world).values() if isinstance(one, Person)]
    assert_lists_hold(people)
    near, speaking = make_term("Speaking in public"), make_term("Public speaking")

    def edit(kind, of=None, a=0, b=0, *, done=lambda: None):
        with transaction():
            done()
            changes.record(kind, of.id if of else 0, a, b)
        assert_lists_hold(people)

    def profile(of, **facts):
        Profile.update(**facts).where(Profile.person == of.id).execute()

    def person(of, **facts):
        Person.update(**facts).where(Person.id == of.id).execute()

    def link():
        TermLink.delete().where(TermLink.a.in_([near.id, speaking.id])).execute()
        TermLink.insert_many([
            {"a": near.id, "b": speaking.id, "weight": 91}, {"a": speaking.id, "b": near.id, "weight": 91},
        ]).execute()  # fmt: skip

    first = PersonTerm.select().where(PersonTerm.person == world.omar.id).get()
    edit("terms", world.omar, done=lambda: retype(first, near))
    edit("term_link", a=near.id, b=speaking.id, done=link)
    edit("profile", world.omar, done=lambda: profile(world.omar, formats=["phone"], languages=["Polish"]))
    edit("room", world.lin, done=lambda: profile(world.lin, room=3))
    edit("place", world.tom, done=lambda: person(world.tom, department="Sales", location="Porto"))
    edit("manager", world.carmen, done=lambda: person(world.carmen, manager=world.tom))
    edit("manager", world.tom, done=lambda: person(world.tom, manager=world.lin))
    edit("state", world.lin, done=lambda: person(world.lin, state="paused"))
    edit("state", world.lin, done=lambda: person(world.lin, state="active"))
    blocks.block(world.lin, world.omar)
    assert_lists_hold(people)
    with transaction():
        request = ask(world.tom, world.carmen, world.programme)
    assert_lists_hold(people)
    request.state, request.answered_at = "declined", clock.now()
    edit("request", a=request.sender_id, b=request.recipient_id, done=request.save)


def retype(row, term):
    PersonTerm.update(term=term, typed=term.label).where(PersonTerm.id == row.id).execute()
