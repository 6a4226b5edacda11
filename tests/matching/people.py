"""People for the pure parts of matching: made by hand or at random, no database."""

from hypothesis import strategies as st

from peerportal.matching.peer import Peer
from peerportal.matching.score import Wishes

TERMS = st.integers(1, 30)
DEPARTMENTS = ["", "Engineering", "Finance", "Legal", "Sales"]
FORMATS = ["video", "in_person", "phone"]
LANGUAGES = ["English", "German", "Polish"]


def sets(values, most=4):
    return st.frozensets(values, max_size=most)


@st.composite
def peers(draw, number=None, most_offers=8):
    number = draw(st.integers(1, 10_000)) if number is None else number
    tuples = lambda most: st.lists(TERMS, max_size=most, unique=True).map(tuple)  # noqa: E731
    peer = Peer(
        id=number,
        name=f"Person {number}",
        state=draw(st.sampled_from(["active", "active", "active", "paused"])),
        department=draw(st.sampled_from(DEPARTMENTS)),
        location=draw(st.sampled_from(["", "Lisbon", "Pune"])),
        level=draw(st.none() | st.integers(1, 6)),
        manager=draw(st.none() | st.integers(1, 30)),
        hours=draw(st.integers(0, 2**672 - 1)),
        formats=draw(sets(st.sampled_from(FORMATS))),
        languages=draw(sets(st.sampled_from(LANGUAGES))),
        offers=draw(tuples(most_offers)),
        seeks=draw(tuples(6)),
        interests=draw(sets(TERMS)),
        situations=draw(sets(TERMS, 2)),
        room=draw(st.integers(0, 2)),
        asked=draw(st.integers(0, 9)),
        shown=draw(st.integers(0, 60)),
        joined_on=draw(st.integers(0, 60)),
    )
    for facet, terms in terms_of(peer).items():
        peer.words.update({(facet, term): f"term {term}" for term in terms})
    return peer


def terms_of(peer):
    return {
        "offer": peer.offers,
        "seek": peer.seeks,
        "interest": peer.interests,
        "situation": peer.situations,
    }


@st.composite
def nearness(draw):
    """Similar terms, in both directions, as the vocabulary keeps them."""
    near = {}
    for a, b, percent in draw(st.lists(st.tuples(TERMS, TERMS, st.integers(50, 99)), max_size=25)):
        if a != b:
            near.setdefault(a, {})[b] = percent
            near.setdefault(b, {})[a] = percent
    return near


@st.composite
def wishes(draw):
    choices = st.sampled_from(["any", "different", "same"])
    names = st.sampled_from(["exchange", "common", "practical", "level", "difference"])
    return Wishes(
        notches=draw(st.dictionaries(names, st.integers(0, 4))),
        department=draw(choices),
        place=draw(choices),
    )
