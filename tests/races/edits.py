"""Every kind of edit that suggestions depend on, by the verbs of the portal, on people and things drawn at random."""

from peerportal.core import changes, clock
from peerportal.core.db import database, transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Group
from peerportal.matching.models import PeerRequest, SetAside
from peerportal.matching.requests import answers, sending
from peerportal.people import blocks, levels
from peerportal.people.models import Level, Person, Profile
from peerportal.people.models.profile import FACETS, FORMATS
from peerportal.people.profile import facts, standing, words
from peerportal.programmes import audience
from peerportal.programmes.models import Programme, enrol, withdraw
from peerportal.terms import merging, relating, undoing
from peerportal.terms.models import Term, TermDeed
from tests.cast import make_person

LABELS = [
    "SQL",
    "Python",
    "Public speaking",
    "Speaking in public",
    "Negotiation",
    "Writing",
    "Kubernetes",
    "Origami",
]
LABELS += ["Tax law", "Baking bread", "Chess", "Watercolour"]


def person(rng):
    return rng.choice(list(Person.select().order_by(Person.id)))


def two(rng):
    return rng.sample(list(Person.select().order_by(Person.id)), 2)


def term(rng):
    return rng.choice(list(Term.select().where(Term.into_id.is_null()).order_by(Term.id)))


def add_word(rng):
    words.add(person(rng), rng.choice(FACETS), rng.choice(LABELS))


def drop_word(rng):
    who = person(rng)
    held = [(facet, word.ref) for facet, said in words.words_of(who).items() for word in said]
    words.drop(who, *rng.choice(held or [("offer", "none")]))


def new_word(rng):
    words.add(person(rng), "offer", f"Speaking on stage {rng.randrange(9)}")


def change_place(rng):
    level = rng.choice(["", *(row.folded for row in Level.select())])
    where = {"title": rng.choice(["Lead", ""]), "department": rng.choice(["Legal", "Sales", "Care", ""])}
    where |= {"location": rng.choice(["Lisbon", "Pune", ""]), "level": level}
    facts.save_where(person(rng), facts.Where(**where, languages=rng.choice([["English"], ["Polish"], []])))


def change_ways(rng):
    formats, room = rng.sample(FORMATS, rng.randrange(3)), rng.choice((1, 2, 3))
    facts.save_working(person(rng), facts.Working(style="", formats=formats, line="Hello", room=room))


def change_hours(rng):
    zone, starts = rng.choice(["UTC", "Asia/Singapore", "America/Toronto"]), rng.randrange(6, 12) * 60
    facts.save_hours(person(rng), facts.Hours(time_zone=zone, starts=starts, ends=starts + 480, days=31))


def change_manager(rng):
    who, manager = two(rng)
    with transaction():
        Person.update(manager=rng.choice([manager, None])).where(Person.id == who.id).execute()
        changes.record("manager", who.id)


def pause(rng):
    standing.pause(person(rng))


def resume(rng):
    standing.resume(person(rng))


def leave(rng):
    if Person.select().where(Person.state == "left").count() < 3:
        standing.leave(person(rng))


def join(rng):
    offers = rng.sample(LABELS, 2)
    make_person(
        f"New {rng.randrange(10**9)}", offers=offers, department="Legal", programme=Programme.current()
    )


def unpublish(rng):
    who = person(rng)
    with transaction():
        Profile.update(published_at=rng.choice([None, clock.now()])).where(Profile.person == who).execute()
        changes.record("profile", who.id)
        changes.record("state", who.id)


def step_out(rng):
    rng.choice((enrol, withdraw))(Programme.current(), person(rng))


def block(rng):
    blocks.block(*two(rng))


def unblock(rng):
    for row in list(person(rng).block_set):
        blocks.unblock(Person.get_by_id(row.by_id), Person.get_by_id(row.other_id))


def set_aside(rng):
    one, other = two(rng)
    SetAside.put(other, by=one)


def bring_back(rng):
    for row in list(SetAside.select().limit(2)):
        SetAside.take_back(Person.get_by_id(row.other_id), by=Person.get_by_id(row.person_id))


def ask(rng):
    sending.send(*two(rng), "Shall we?")


def answer(rng):
    for request in PeerRequest.select().where(PeerRequest.state == "pending").limit(1):
        recipient = Person.get_by_id(request.recipient_id)
        deed = rng.choice((answers.accept, lambda of, by: answers.decline(of, by, "Not now.")))
        deed(request, recipient)


def take_back(rng):
    for request in PeerRequest.select().where(PeerRequest.state == "pending").limit(1):
        sending.withdraw(request, Person.get_by_id(request.sender_id))


def close_group(rng):
    for group in Group.select().where(Group.state != "closed").limit(1):
        group.close()


def merge(rng):
    one, other = rng.sample(list(Term.select().where(Term.into_id.is_null()).order_by(Term.id)), 2)
    merging.merge(one, other, 1)


def alias(rng):
    merging.add_alias(term(rng), f"Nickname {rng.randrange(99)}", 1)


def split(rng):
    for merged in Term.select().where(Term.into_id.is_null(False)).limit(1):
        merging.split(merged, 1)


def rename(rng):
    merging.rename(term(rng), f"Newly named {rng.randrange(99)}", 1)


def relate(rng):
    one, other = rng.sample(list(Term.select().where(Term.into_id.is_null()).order_by(Term.id)), 2)
    rng.choice((lambda: relating.relate(one, other, "strong", 1), lambda: relating.unrelate(one, other, 1)))()


def undo(rng):
    for deed in TermDeed.select().order_by(TermDeed.id.desc()).limit(1):
        undoing.undo(deed, 1)


def new_rules(rng):
    programme = Programme.current()
    wished = {"weights": {"exchange": rng.randrange(1, 5)}, "level_gap": rng.choice([None, 1, 3])}
    wished |= {"department_wish": rng.choice(["any", "different", "same"]), "pending_in": rng.choice((1, 5))}
    audience.revise(programme, Person.get_by_id(1), programme.version, wished)


def order_levels(rng):
    ranks = rng.sample(range(1, 9), Level.select().count())
    levels.put_in_order(
        {row.folded: rank for row, rank in zip(Level.select(), ranks, strict=True)}, Person.get_by_id(1)
    )


def import_people(rng):
    with transaction():
        Person.update(location="Oslo").where(Person.id == person(rng).id).execute()
        changes.record("people")


def take_back_everything(rng):
    """A transaction that is undone at the end."""
    with database.atomic() as attempt:
        block(rng)
        add_word(rng)
        attempt.rollback()


def prune(rng):
    changes.Change.delete().execute()


EDITS = [
    add_word, add_word, drop_word, new_word, change_place, change_ways, change_hours, change_manager,
    pause, resume, resume, leave, join, unpublish, step_out, block, unblock, set_aside, bring_back,
    ask, ask, answer, take_back, close_group, merge, alias, split, rename, relate, undo,
    new_rules, order_levels, import_people, take_back_everything, prune,
]  # fmt: skip


def edit(rng):
    """One edit; says which, and whether the portal refused it."""
    deed = rng.choice(EDITS)
    try:
        deed(rng)
    except RuleBroken:
        return f"{deed.__name__}, refused"
    return deed.__name__
