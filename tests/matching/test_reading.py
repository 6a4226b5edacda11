"""What is read by fixed statements, of everybody at once and of a few, is what the models answer."""

import datetime as dt
import random

import numpy as np
import pytest

from peerportal.core import clock
from peerportal.groups.models import Group
from peerportal.matching import rules
from peerportal.matching.index import bulk, reading
from peerportal.matching.index.between import between
from peerportal.matching.index.faces import Faces
from peerportal.matching.index.line import Line
from peerportal.matching.index.pool import Pool
from peerportal.matching.models import Exposure, PeerRequest
from peerportal.matching.peer import hours_of_week, week_number
from peerportal.matching.ranking import shown_before
from peerportal.people.models import Level, Person, PersonTerm, Profile
from peerportal.people.profile import words
from peerportal.programmes.models import Enrolment
from peerportal.terms import merging
from peerportal.terms.models import Term
from tests.world import World, ask

FACTS = "state department location manager level hours formats languages offers seeks interests situations"
COUNTS = "room asked shown joined_on"


@pytest.fixture
def world(app):
    """With merged terms, weeks of showings, levels, odd words, and somebody without a profile."""
    world = World()
    level = Level.create(name="Lead", folded="lead", rank=4)
    odd = 'Ü\u2028 "quoted", and\x1fodd'
    Person.update(level=level, department=odd, manager=world.omar).where(Person.id == world.tom.id).execute()
    Person.update(time_zone="Asia/Kolkata").where(Person.id == world.lin.id).execute()
    Profile.update(formats=["video", "phone"], languages=["Polish"], room=2).where(
        Profile.person == world.lin.id
    ).execute()
    Profile.delete().where(Profile.person == world.sam.id).execute()
    for typed in ("Presenting", "Negotiation", "Public speaking"):
        words.add(world.uma, "interest", typed)
    merging.merge(Term.get(label="Negotiation"), Term.get(label="Public speaking"), world.carmen.id)
    today = clock.today()
    for weeks, shown in ((0, 3), (1, 9), (3, 8), (9, 50)):
        week = week_number(today - dt.timedelta(weeks=weeks))
        Exposure.create(person=world.tom, week=week, shown=shown)
    ask(world.lin, world.tom, world.programme, sent_at=clock.now() - dt.timedelta(days=40))
    return world


def plainly(world, person):
    """One person's facts by the models, a query each."""
    today = clock.today()
    profile = Profile.get_or_none(Profile.person == person)
    said = {}
    rows = PersonTerm.select(PersonTerm, Term).join(Term).where(PersonTerm.person == person)
    for row in rows.order_by(PersonTerm.position, Term.id):
        said.setdefault(row.facet, []).append(row.term.root_id)
    said = {facet: tuple(dict.fromkeys(terms)) for facet, terms in said.items()}
    level = Level.get_or_none(Level.id == person.level_id)
    monday = today - dt.timedelta(days=today.weekday())
    times = (profile.days, profile.starts, profile.ends) if profile else (0, 0, 0)
    published = profile is not None and profile.published_at is not None
    return [
        person.state if published else "unpublished",
        person.department,
        person.location,
        person.manager_id,
        level and level.rank,
        hours_of_week(person.time_zone, *times, monday),
        frozenset(profile.formats if profile else ()),
        frozenset(profile.languages if profile else ()),
        said.get("offer", ()),
        said.get("seek", ()),
        frozenset(said.get("interest", ())),
        frozenset(said.get("situation", ())),
    ]


def counted(world, person):
    """The same for what is counted."""
    midnight = dt.datetime.combine(clock.today(), dt.time(), dt.UTC)
    received = PeerRequest.select().where(PeerRequest.recipient == person)
    weeks = Exposure.select(Exposure.week, Exposure.shown).where(
        Exposure.person == person, Exposure.week >= week_number(clock.today() - dt.timedelta(weeks=6))
    )
    profile = Profile.get_or_none(Profile.person == person)
    return [
        (profile.room if profile else 1) - Group.open_count(person.id),
        received.where(PeerRequest.sent_at > midnight - dt.timedelta(days=28)).count(),
        shown_before(dict(weeks.tuples()), week_number(clock.today())),
        Enrolment.get(Enrolment.person == person).joined_at.toordinal(),
    ]


def in_the_programme():
    enrolled = Enrolment.select(Enrolment.person).where(Enrolment.left_at.is_null())
    return list(Person.select().where(Person.id.in_(enrolled), Person.state.in_(reading.STATES)))


def test_everybody_at_once_and_one_by_one_are_what_the_models_say(world):
    day = reading.Day.now()
    everybody = bulk.everybody(world.programme.id, day)
    pool = Pool.filled(everybody.table, everybody.near)
    people = in_the_programme()
    rows = {row.id: row for row in reading.people(world.programme.id, day, [person.id for person in people])}
    assert len(pool) == len(people) == len(rows) > 10
    waiting = dict(zip(everybody.table.ids.tolist(), everybody.table.waiting.tolist(), strict=True))
    for person in people:
        expected = [*plainly(world, person), *counted(world, person)]
        for peer in (pool.peer(person.id), rows[person.id].peer):
            assert [getattr(peer, name) for name in f"{FACTS} {COUNTS}".split()] == expected, person.name
        waits = PeerRequest.waiting_for(person).count()
        assert waiting[person.id] == rows[person.id].waiting == waits, person.name


def test_who_is_not_in_the_programme_is_read_as_nobody_but_keeps_a_manager(world):
    day, listed = reading.Day.now(), Person.create(name="A Line", search_name="a line", state="listed")
    Person.update(manager=world.omar).where(Person.id == listed.id).execute()
    [row] = reading.people(world.programme.id, day, [listed.id])
    everybody = bulk.everybody(world.programme.id, day)
    assert row.peer is None and row.manager == world.omar.id == everybody.managers[listed.id]
    assert listed.id not in everybody.table.ids
    assert len(bulk.everybody(0, day).table.ids) == 0, "no programme, nobody in it"


def test_faces_say_what_people_typed(world):
    face = Faces(reading.Day.now()).of([world.uma.id, 10**6])[world.uma.id]
    assert face.facts["name"] == "Uma Example" and face.facts["ref"] == world.uma.ref
    root = Term.get(label="Public speaking").id
    assert face.said.words["interest", root] == "Negotiation", "the first of two spellings of one thing"
    assert Faces(reading.Day.now()).called(world.uma.ref).id == world.uma.id
    assert Faces(reading.Day.now()).called("nobody") is None


def test_how_soon_somebody_answers_comes_from_the_middle_of_their_answers(world):
    now = clock.now()
    for days in (1, 4, 30):
        sent = now - dt.timedelta(days=40)
        facts = {"sent_at": sent, "answered_at": sent + dt.timedelta(days=days)}
        ask(world.lin, world.cora, world.programme, state="accepted", **facts)
    faces = Faces(reading.Day.now())
    assert faces.of([world.cora.id])[world.cora.id].answers_in == 4
    assert faces.of([world.tom.id])[world.tom.id].answers_in is None


def test_what_stands_between_two_is_the_same_from_both_sides(world):
    since = clock.now() - dt.timedelta(days=60)
    mine, theirs = between(world.priya.id, since), between(world.tom.id, since)
    assert mine.touch[world.tom.id] == "asked" and theirs.touch[world.priya.id] == "asking"
    assert mine.touch[world.omar.id] == "group" and mine.touch[world.uma.id] == "trying"
    assert mine.closed == {world.boris.id, world.vera.id} and mine.aside == {world.lin.id}
    assert world.priya.id in between(world.boris.id, since).closed
    assert world.priya.id not in between(world.lin.id, since).aside


def test_lines_in_memory_are_those_of_the_plain_way(app):
    rng = random.Random(5)
    for _ in range(40):
        managers = np.array([-1] + [rng.randrange(-1, 30) for _ in range(30)], np.int32)
        line = Line(managers)
        for _ in range(4):
            known = {one: (int(above) if above >= 0 else None) for one, above in enumerate(line._managers)}
            for person in range(31):
                assert set(line.of(person).tolist()) == rules.reporting_line(person, known), known
            line.set(rng.randrange(45), rng.choice([None, *range(1, 30)]))
