"""What contenders can do; facts are plain values, since they cross from one process to another."""

from peerportal.concerns import raising, reported
from peerportal.groups.models import AgendaItem, Group
from peerportal.matching.models import PeerRequest
from peerportal.matching.requests.answers import accept as accept_request
from peerportal.matching.requests.sending import send as send_request
from peerportal.people import blocks
from peerportal.people.models import Person
from peerportal.people.profile import words
from peerportal.terms import merging, models
from peerportal.terms.models import Term


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


def send(by, to):
    """Ask somebody for a first chat."""
    return type(send_request(Person.get_by_id(by), Person.get_by_id(to), "Shall we?")).__name__


def accept(request, by):
    """Say yes to a request."""
    return accept_request(PeerRequest.get_by_id(request), Person.get_by_id(by)).id


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


DEEDS = {
    function.__name__: function
    for function in (
        block, report, close_group, send, accept, add_item, edit_item, edit_whatever_is_there,
        add_words, add_words_out_of_turn, split_spelling,
    )
}  # fmt: skip
