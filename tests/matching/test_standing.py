"""A kept list follows what changes, and is then what it would be if it were worked out anew."""

from dataclasses import asdict
from itertools import product

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.matching import index, suggestions
from peerportal.matching.filters import SuggestionFilter
from peerportal.matching.index.index import Index
from peerportal.matching.tilt import Tilt
from peerportal.people import blocks
from peerportal.people.models import Person, PersonTerm, Profile
from peerportal.terms.models import TermLink
from tests.cast import make_term
from tests.world import World, ask

TILTS = [Tilt(), Tilt(likeness="like")]
FILTERS = [
    SuggestionFilter(),
    SuggestionFilter(hours=2),
    SuggestionFilter(department="Sales", format="video"),
]


def seen(known, person, chosen, tilt):
    page = suggestions._page(known, person.id, chosen, tilt)
    cards = [(asdict(card.peer), card.fit, card.says, card.answers_in, card.wild) for card in page.cards]
    return page.state, cards, page.tally, page.choices


def assert_lists_hold(people):
    anew = Index.read()
    with index.opened() as known:
        for person in people:
            for chosen, tilt in product(FILTERS, TILTS):
                assert seen(known, person, chosen, tilt) == seen(anew, person, chosen, tilt), (
                    person.name,
                    chosen,
                )


def test_every_list_follows_every_kind_of_change(app):
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


def crowd_of(make_person, count):
    for number in range(count):
        make_person(f"Peer {number:03}", offers=["SQL"], seeks=["Writing"], department=f"Area {number % 9}")


def teach(person, label):
    """Somebody offers one more thing."""
    with transaction():
        PersonTerm.create(person=person, term=make_term(label), facet="offer", typed=label, position=5)
        changes.record("terms", person.id)


def test_a_page_is_kept_while_nobody_near_its_top_changes(priya, make_person):
    crowd_of(make_person, 110)
    far = make_person("Far Below", department="Engineering", languages=[])
    before = suggestions.page(priya.id)
    teach(far, "Origami")
    assert suggestions.page(priya.id) is before
    teach(far, "Public speaking")
    after = suggestions.page(priya.id)
    assert after is not before and "Far Below" in [card.peer.name for card in after.cards]


def test_cards_of_people_who_did_not_change_are_kept(priya, omar, lin, make_person):
    before = {card.peer.name: card for card in suggestions.page(priya.id).cards}
    teach(lin, "Origami")
    after = {card.peer.name: card for card in suggestions.page(priya.id).cards}
    assert after["Omar Haddad"] is before["Omar Haddad"]
    assert after["Lin Zhao"] is not before["Lin Zhao"]
    assert "Origami" in after["Lin Zhao"].peer.listed("offer")
