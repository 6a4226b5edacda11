"""How well a circle fits: for all circles at once by columns what the plain way says of each."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.matching.circles import fit
from peerportal.matching.circles.ranking import Seen
from peerportal.matching.circles.shelf import Shelf, Shelved
from peerportal.matching.circles.telling import introduce
from peerportal.matching.index.pool import Pool
from tests.matching.index.worlds import organisations
from tests.matching.people import TERMS, nearness, peers

STRENGTHS = {"strong swap", "good fit", "one-way help", "common ground", "new connection"}


class Known:
    """What ranking asks of the index."""

    week = 202701

    def __init__(self, people, near):
        self.pool, self.near = Pool.of(people, near), near


@st.composite
def shelves(draw, people):
    keys = sorted(peer.id for peer in people)
    circles = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        members = tuple(sorted(draw(st.sets(st.sampled_from(keys), min_size=1, max_size=8))))
        founder = draw(st.sampled_from([0, *keys]))
        circles.append(
            Shelved(number, f"ref{number}", "circle", False, "Topic", "", draw(st.just(0) | TERMS), True,
                    draw(st.integers(2, 8)), founder, members)
        )  # fmt: skip
    return Shelf(circles)


@settings(max_examples=60)
@given(st.data())
def test_totals_by_columns_are_those_of_the_plain_way(data):
    people = data.draw(organisations().filter(bool))
    near, viewer = data.draw(nearness()), data.draw(peers(number=99))
    shelf = data.draw(shelves(people))
    by_id = {peer.id: peer for peer in people}
    totals = Seen(Known([*people, viewer], near), shelf, viewer, ()).totals().tolist()
    for circle, total in zip(shelf.circles, totals, strict=True):
        members = [by_id[one] for one in circle.members]
        plain = fit.compare(viewer, members, circle.term, circle.founder, near)
        assert total == plain.total, circle


@settings(max_examples=60)
@given(st.data())
def test_a_circle_is_there_when_everybody_in_it_is(data):
    people = data.draw(organisations().filter(bool))
    viewer, shelf = data.draw(peers(number=99)), data.draw(shelves(people))
    barred = data.draw(st.sets(st.integers(1, 40), max_size=4))
    active = {peer.id for peer in people if peer.state == "active"}
    there = Seen(Known([*people, viewer], {}), shelf, viewer, barred).there()
    expected = [set(circle.members) <= active - barred for circle in shelf.circles]
    assert there.tolist() == expected


@settings(max_examples=60)
@given(st.data())
def test_every_line_is_told_of_what_was_found(data):
    people = data.draw(st.lists(peers(), min_size=1, max_size=6, unique_by=lambda peer: peer.id))
    people.sort(key=lambda peer: peer.id)
    near, viewer = data.draw(nearness()), data.draw(peers(number=20_000))
    found = fit.compare(viewer, people, data.draw(st.just(0) | TERMS), people[0].id, near)
    says = introduce(found, viewer, people)
    assert says.strength in STRENGTHS
    assert 1 <= len(says.to_you) <= 3 and 1 <= len(says.from_you) <= 3
    assert says.gains == bool(found.gains or found.topic_is) and says.gives == bool(found.gives)
    for hit in found.gains:
        member = next(peer for peer in people if peer.id == hit.person)
        assert hit.has in member.offers and hit.want in viewer.seeks
    for hit in found.gives:
        member = next(peer for peer in people if peer.id == hit.person)
        assert hit.has in viewer.offers and hit.want in member.seeks


def test_no_circles_rank_to_nothing():
    empty = Seen(Known([], {}), Shelf([]), data_free_viewer(), ())
    assert empty.ranked(np.zeros(0, bool)) == []


def data_free_viewer():
    from peerportal.matching.peer import Peer

    return Peer(1, name="Ada")
