"""What contenders can do; facts are plain values, since they cross from one process to another."""

from datetime import datetime, timedelta

from peerportal.activities import playing
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivitySession
from peerportal.activities.playing import Sent
from peerportal.concerns import raising, reported
from peerportal.core import clock
from peerportal.groups import holding
from peerportal.groups.circles import membership
from peerportal.groups.commitments import making, nudging
from peerportal.groups.endings import closing, fit
from peerportal.groups.meetings import booking
from peerportal.groups.models import AgendaItem, Commitment, Group, Sitting
from peerportal.groups.sitting import notes, steps
from peerportal.matching.circles import joining
from peerportal.matching.models import PeerRequest
from peerportal.matching.requests.answers import accept as accept_request
from peerportal.matching.requests.sending import send as send_request
from peerportal.people import blocks
from peerportal.people.models import Person
from peerportal.people.profile import standing, words
from peerportal.terms import merging, models
from peerportal.terms.models import Term
from tests.races import activity


def block(by, other):
    """Have nothing to do with somebody any more."""
    blocks.block(Person.get_by_id(by), Person.get_by_id(other))
    return True


def report(by, about, form_key):
    """Report a concern about somebody."""
    reporter = Person.get_by_id(by)
    person = reported.find("person", Person.get_by_id(about).ref, reporter)
    return raising.raise_concern(reporter, person, "Please look at this.", (), form_key).id


def close_group(group, by):
    """Close a group."""
    Group.get_by_id(group).close(by=Person.get_by_id(by))
    return True


def join_circle(group, by):
    """Join a circle."""
    return joining.join(Group.get_by_id(group), Person.get_by_id(by)).id


def leave_circle(group, by):
    """Leave a circle."""
    membership.leave(Group.get_by_id(group), Person.get_by_id(by))
    return True


def leave_portal(by):
    """Leave the programme, and with it all groups."""
    standing.leave(Person.get_by_id(by))
    return True


def leave_portal_as_it_comes(by):
    """The same without holding all groups first: each is locked when its turn comes."""
    hold_none_first()
    return leave_portal(by)


def block_as_it_comes(by, other):
    """Block somebody without holding all groups first."""
    hold_none_first()
    return block(by, other)


def hold_none_first():
    """From now on this process only reads what it should hold."""
    Group.all_held = classmethod(lambda cls, ids: list(cls.select().where(cls.id.in_(ids)).order_by(cls.id)))


def send(by, to):
    """Ask somebody for a first chat."""
    return type(send_request(Person.get_by_id(by), Person.get_by_id(to), "Shall we?")).__name__


def accept(request, by):
    """Say yes to a request."""
    return accept_request(PeerRequest.get_by_id(request), Person.get_by_id(by)).id


def close_with_thanks(group, by, words):
    """Close a pair and leave a thank-you."""
    closing.close(Group.get_by_id(group), Person.get_by_id(by), words)
    return True


def say_we_meet(by, to):
    """Say that one already meets somebody."""
    return send_request(Person.get_by_id(by), Person.get_by_id(to), "", meets=True).state


def plan_meeting(group, by, number, in_minutes):
    """Book the meeting of this number."""
    starts_at = clock.now() + timedelta(minutes=in_minutes)
    return booking.book(Group.get_by_id(group), Person.get_by_id(by), number, starts_at)


def say_fit(group, by, said):
    """Say privately whether it fits."""
    return fit.answer(Group.get_by_id(group), Person.get_by_id(by), said)


def say_done(group, by):
    """Say that it is time to end a circle."""
    return closing.say_done(Group.get_by_id(group), Person.get_by_id(by))


def add_item(group, by, words, form_key):
    """Put a point on the agenda."""
    return AgendaItem.add(Group.get_by_id(group), Person.get_by_id(by), words, form_key).id


def edit_item(group, item, by, words, version):
    """Change a point, having seen this version of it."""
    return AgendaItem.get_by_id(item).edit(Group.get_by_id(group), Person.get_by_id(by), words, version)


def edit_whatever_is_there(group, item, by, words, version):
    """The same without the guard: the version that was seen does not matter, the last one to write wins."""
    while not edit_item(group, item, by, words, AgendaItem.get_by_id(item).version):
        pass
    return True


def book(group, by, number, at):
    """Book a time for a meeting."""
    return booking.book(Group.get_by_id(group), Person.get_by_id(by), number, datetime.fromisoformat(at))


def hold(group, number):
    """Note that a meeting took place."""
    return holding.hold(Group.get_by_id(group), number)


def miss(group, number):
    """Note that a meeting did not come about."""
    return booking.miss(Group.get_by_id(group), number)


def add_words(by, facet, texts):
    """Put words on one's profile."""
    return [word.label for word in words.add_all(Person.get_by_id(by), [(facet, text) for text in texts])]


def add_words_out_of_turn(by, facet, texts):
    """The same without waiting for whoever makes a term at the same moment."""
    models.take_turn = lambda: None
    return add_words(by, facet, texts)


def split_spelling(term, spelling):
    """Make a term of its own of a way to write one."""
    return merging.split_spelling(Term.get_by_id(term), spelling, by=0).id


def rename_term(term, label):
    """Give a term another name."""
    return merging.rename(Term.get_by_id(term), label, by=0).id


def rename_term_as_it_comes(term, label):
    """The same without holding all terms first: each is locked when its turn comes."""
    merging.hold = lambda *terms: None
    return rename_term(term, label)


def pass_turn_on(group, number, version):
    """Pass the turn on, having seen this version of the sitting."""
    return steps.take(Group.get_by_id(group), number, version, steps.pass_on)


def pass_turn_on_whatever_stands(group, number, version):
    """The same without looking at what was seen."""
    while not pass_turn_on(group, number, Sitting.get().version):
        pass
    return True


def save_note(group, item, by, words, version):
    """Write the note of a point, having seen this version of it."""
    group, by = Group.get_by_id(group), Person.get_by_id(by)
    return notes.save(group, AgendaItem.get_by_id(item), by, words, version)


def promise(group, by, words, form_key):
    """Say one thing one will do."""
    return making.make(Group.get_by_id(group), Person.get_by_id(by), words, None, form_key).id


def think_of(group, commitment, by):
    """Send the one kind sign that a commitment may get."""
    found = Commitment.get_by_id(commitment)
    return nudging.think_of(Group.get_by_id(group), found, Person.get_by_id(by))


def think_of_after_a_look(group, commitment, by):
    """The same without the condition: first a look whether somebody did, then a write that asks no more."""
    if Commitment.get_by_id(commitment).nudged_at is not None:
        return False
    facts = {"nudged_at": clock.now(), "nudged_by": by}
    return bool(Commitment.update(facts).where(Commitment.id == commitment).execute())


def draw_question(session, by):
    """Draw a question in a session that stands as it was begun."""
    row, person = ActivitySession.get_by_id(session), Person.get_by_id(by)
    step = KINDS["questions"].step("ask")
    group = Group.get_by_id(row.group_id)
    return playing.take(group, row, person, step, step.deed("draw"), Sent({}, version=1))


DEEDS = {
    function.__name__: function
    for function in (
        block, report, close_group, send, accept, add_item, edit_item, edit_whatever_is_there, book, hold,
        miss, add_words, add_words_out_of_turn, split_spelling,
        rename_term, rename_term_as_it_comes, pass_turn_on, pass_turn_on_whatever_stands,
        save_note, promise, think_of, think_of_after_a_look, close_with_thanks, say_we_meet, plan_meeting,
        say_fit, say_done, join_circle, leave_circle, leave_portal, leave_portal_as_it_comes, block_as_it_comes,
        draw_question,
    )
} | activity.DEEDS  # fmt: skip
