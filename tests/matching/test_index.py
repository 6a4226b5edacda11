"""The index in memory equals the database after whatever happened, and the list equals brute force."""

import datetime as dt

from peerportal.core import changes, clock
from peerportal.core.db import database, transaction
from peerportal.matching import index, profiles, rules
from peerportal.matching.index.index import Index
from peerportal.matching.plain import Plain
from peerportal.matching.suggestions import page
from peerportal.people import blocks
from peerportal.people.models import Person, PersonTerm, Profile
from peerportal.terms.models import TermLink
from tests.cast import make_term
from tests.world import World, ask, open_group

FACTS = "state department location manager level hours offers seeks interests situations room asked shown joined_on"


def told(known):
    """All that an index knows, as plain values."""
    everybody = list(known.everybody())
    peers = {peer.id: [getattr(peer, name) for name in FACTS.split()] for peer, _ in everybody}
    waiting = {peer.id: many for peer, many in everybody}
    lines = {one: known.ties(one).line.tolist() for one in peers}
    near = {term: links for term, links in known.near.items() if links}
    faces = {one: (face.facts, face.said, face.waiting) for one, face in known.faces.of(peers).items()}
    found = {
        query: [part.tolist() for part in known.found(query)] for query in ("example", "kubernetes", "lead")
    }
    return peers, waiting, lines, near, faces, found, known.pool.choices


def assert_up_to_date():
    with index.opened() as known:
        assert told(known) == told(Index.read())


def test_it_follows_every_kind_of_change(app):
    world = World()
    assert_up_to_date()
    with transaction():
        Person.update(name="Priya Menon", department="Sales").where(Person.id == world.priya.id).execute()
        changes.record("person", world.priya.id)
    assert_up_to_date()
    blocks.block(world.lin, world.tom)
    assert_up_to_date()
    blocks.unblock(world.priya, world.boris)
    assert_up_to_date()
    with transaction():
        request = ask(world.lin, world.omar, world.programme)
    assert_up_to_date()
    with transaction():
        request.state, request.answered_at = "declined", clock.now()
        request.save()
        changes.record("request", world.lin.id, world.omar.id)
    assert_up_to_date()
    with transaction():
        world.pair.state, world.pair.closed_at = "closed", clock.now()
        world.pair.save()
        changes.record("group", a=world.pair.low_id, b=world.pair.high_id)
    assert_up_to_date()
    with transaction():
        open_group(world.lin, world.tom, world.programme, item="words")
        Profile.update(room=3).where(Profile.person == world.tom.id).execute()
        changes.record("room", world.tom.id)
    assert_up_to_date()


def test_it_follows_terms_managers_states_and_new_people(app, make_person, priya, omar):
    assert_up_to_date()
    near = make_term("Speaking in public")
    with transaction():
        PersonTerm.update(term=near, typed="talks").where(
            PersonTerm.person == omar.id, PersonTerm.facet == "offer"
        ).execute()
        both = {(near.id, make_term("Public speaking").id), (make_term("Public speaking").id, near.id)}
        for a, b in both:
            TermLink.create(a=a, b=b, weight=91)
        changes.record("term_link", a=near.id, b=make_term("Public speaking").id)
        changes.record("terms", omar.id)
    assert_up_to_date()
    ada = make_person("Ada Example", manager=priya)
    assert_up_to_date()
    with transaction():
        Person.update(manager=ada).where(Person.id == priya.id).execute()
        changes.record("manager", priya.id)
    assert_up_to_date()
    with transaction():
        Person.update(state="left").where(Person.id == ada.id).execute()
        changes.record("state", ada.id)
    assert_up_to_date()


def test_what_a_transaction_took_back_is_not_learnt(app, priya, omar):
    assert len(page(priya.id).cards) == 1
    with database.atomic() as attempt:
        blocks.block(priya, omar)
        assert page(priya.id).cards == []
        attempt.rollback()
    assert len(page(priya.id).cards) == 1
    assert_up_to_date()


def test_a_transaction_is_told_what_others_committed(app, priya, omar, lin):
    assert len(page(priya.id).cards) == 2
    with transaction():
        assert len(page(priya.id).cards) == 2
    index.forget()
    with transaction():
        assert len(page(priya.id).cards) == 2, "also where everybody has to be read first"
        assert [seen.peer.name for seen in profiles.find(priya.id, "zhao")] == ["Lin Zhao"]


def test_a_new_day_is_read_anew(still, priya, omar):
    with index.opened() as known:
        first = known
    clock.move(dt.timedelta(days=1))
    with index.opened() as known:
        assert known is not first and known.day.date == first.day.date + dt.timedelta(days=1)


def test_the_list_equals_brute_force(app):
    world = World()
    for viewer in (world.priya, world.lin, world.omar, world.carmen, world.ines):
        with index.opened() as known:
            me, ties = known.pool.peer(viewer.id), known.ties(viewer.id)
            plain = Plain(known, me, ties, known.wishes)
            found = known.pool.ask(known.question(me, ties, known.wishes))
            assert found.best() == plain.best() and found.tally() == plain.tally()


def test_the_rules_of_the_index_are_those_of_the_database(app):
    from peerportal.matching import eligibility

    world = World()
    people = [one for one in vars(world).values() if isinstance(one, Person)]
    for viewer in people:
        with index.opened() as known:
            me, ties = known.pool.peer(viewer.id), known.ties(viewer.id)
            for other in people:
                if me is None or other is viewer or viewer.state != "active":
                    continue
                seen = known.pool.peer(other.id)
                open_here = seen is not None and not rules.hidden(me, seen, ties)
                assert open_here == eligibility.reachable(viewer, other, world.programme), (
                    viewer.name,
                    other.name,
                )
