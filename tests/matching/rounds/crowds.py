"""Crowds for rounds: made by hand or at random, with everything that may stand between two people."""

from itertools import combinations

from hypothesis import strategies as st

from peerportal.matching import rules
from peerportal.matching.peer import Peer
from peerportal.matching.rounds.plan import REQUIRED, Crowd, Plan
from peerportal.matching.rules import Bounds, Ties, reporting_line
from tests.matching.people import nearness, peers, wishes


@st.composite
def crowds(draw, most=12):
    """Up to `most` people in a random reporting tree (circles in the data included), tied at random."""
    count = draw(st.integers(0, most))
    ids = st.integers(1, most)
    people = [draw(peers(number=number)) for number in range(1, count + 1)]
    managers = {peer.id: draw(st.none() | ids) for peer in people}
    waiting = draw(st.dictionaries(ids, st.integers(0, 6)))
    some = st.frozensets(ids, max_size=2)
    ties = {
        peer.id: Ties(reporting_line(peer.id, managers), draw(some), draw(some), draw(some), waiting)
        for peer in people
    }
    return Crowd(
        people, draw(nearness()), draw(wishes()),
        Bounds(draw(st.none() | st.integers(0, 3)), draw(st.sampled_from([0, 60, 3000]))),
        ties, draw(st.frozensets(st.tuples(ids, ids), max_size=3)), draw(st.dictionaries(ids, st.integers(0, 5))),
    )  # fmt: skip


SIZES = st.integers(2, 8)


def plans(sizes=SIZES):
    modes = st.sampled_from(["best", "favourites", "random"])
    across = st.sampled_from(["any", "preferred", "required"])
    return st.builds(Plan, modes, sizes, across, st.integers(0, 5))


def may_be_together(crowd, plan, a, b):
    """The rules as `rules.against` has them, asked from both sides, and what a round adds."""
    ties = [crowd.ties.get(one.id, Ties()) for one in (a, b)]
    if rules.against(a, b, ties[0], crowd.bounds) or rules.against(b, a, ties[1], crowd.bounds):
        return False
    # Each of these is between the two, whichever side it was read from.
    if {(a.id, b.id), (b.id, a.id)} & set(crowd.met) or crosses(ties[0], b) or crosses(ties[1], a):
        return False
    return plan.across != REQUIRED or not (a.department and a.department == b.department)


def crosses(ties, other):
    return any(other.id in part for part in (ties.line, ties.touch, ties.closed, ties.aside))


def colleagues(count, **facts):
    """People who suit each other: the same level and hours, different things offered and sought."""
    made = []
    for number in range(1, count + 1):
        own = {
            "department": f"Department {number % 3}",
            "level": 3,
            "offers": (number,),
            "seeks": (number % count + 1,),
        }
        made.append(Peer(number, **own | {key: value(number) for key, value in facts.items()}))
    return made


def pairs_within(people):
    return list(combinations(people, 2))
