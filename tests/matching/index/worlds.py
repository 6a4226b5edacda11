"""Organisations, questions and edits at random."""

from hypothesis import strategies as st

from peerportal.matching.filters import HOURS, Narrowing, SuggestionFilter
from peerportal.matching.index.pool import Question
from peerportal.matching.rules import Bounds, Ties
from tests.matching.people import LANGUAGES, TERMS, peers, wishes

IDS = st.integers(1, 40)
TODAY = 50
SOME = st.frozensets(IDS, max_size=4)


@st.composite
def organisations(draw, most=30):
    """People with an id each, in no order of ids."""
    ids = draw(st.lists(IDS, unique=True, max_size=most))
    many = draw(st.sampled_from([4, 15]))
    return [draw(peers(number=number, most_offers=many)) for number in ids]


@st.composite
def filters(draw):
    chosen = SuggestionFilter(
        term=draw(st.sampled_from(["", "", "python"])),
        department=draw(st.sampled_from(["", "", "legal", "Sales", "Nowhere"])),
        location=draw(st.sampled_from(["", "", "Pune", "PUNE"])),
        format=draw(st.sampled_from(["", "", "video"])),
        language=draw(st.sampled_from(["", "", "polish", *LANGUAGES])),
        hours=draw(st.sampled_from([0, 0, *HOURS])),
        q=draw(st.sampled_from(["", "", "lin"])),
    )
    return Narrowing(chosen, draw(st.frozensets(TERMS, max_size=4)), draw(st.frozensets(IDS)))


@st.composite
def bounds(draw):
    gap, minutes = draw(st.none() | st.integers(0, 3)), draw(st.sampled_from([0, 60, 600, 4000]))
    return Bounds(gap, minutes, pending_in=draw(st.integers(1, 5)))


@st.composite
def questions(draw, people):
    """Of one of the people, or of somebody who is not among them."""
    viewer = draw(st.sampled_from(people)) if people and draw(st.integers(0, 5)) else draw(peers(number=41))
    return Question(
        viewer,
        Ties(draw(SOME), draw(SOME), draw(SOME), draw(SOME)),
        draw(bounds()),
        draw(wishes()),
        today=TODAY,
        week=draw(st.integers(202601, 202652)),
        narrowing=draw(st.none() | filters()),
    )
