"""What the pool answers is what the plain way answers, for whatever people, wishes, rules, filters and edits."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from peerportal.matching.index.best import Effort
from peerportal.matching.index.pool import Pool
from tests.matching.index.oracle import Plain
from tests.matching.index.worlds import IDS, organisations, questions
from tests.matching.people import TERMS, nearness, peers, terms_of

THOROUGH = settings(max_examples=120, deadline=None)
WAITING = st.dictionaries(IDS, st.integers(0, 6))
# Small enough that a few people take every turn that a million would.
LITTLE = st.builds(Effort, few=st.just(0), promising=st.integers(1, 8), first=st.integers(1, 4))


def both(people, near, waiting, effort=None):
    plain = Plain(near=near)
    for peer in people:
        plain.put(peer, waiting.get(peer.id, 0))
    pool = Pool.of(people, near, plain.waiting)
    pool.effort = effort or Effort()
    return pool, plain


def assert_agree(pool, plain, question, data):
    answer = pool.ask(question)
    ranked = plain.best(question)
    few = data.draw(st.integers(1, 5))
    assert answer.best(few) == ranked[:few]
    assert answer.best(1000) == ranked
    assert answer.tally() == plain.sorted(question).tally
    shown = {person for person, _ in ranked[: data.draw(st.integers(0, 3))]}
    assert answer.wild(shown) == plain.wild(question, shown)
    drawn = {answer.surprise(random.Random(seed).choice) for seed in range(3)}
    assert drawn <= (plain.surprising(question) or {None})


@pytest.mark.parametrize("effort", [st.none(), LITTLE], ids=["everybody", "proved"])
@given(people=organisations(), near=nearness(), waiting=WAITING, data=st.data())
@THOROUGH
def test_every_answer_is_that_of_the_plain_way(effort, people, near, waiting, data):
    pool, plain = both(people, near, waiting, data.draw(effort))
    assert_agree(pool, plain, data.draw(questions(people)), data)


@given(organisations())
@THOROUGH
def test_a_person_comes_out_as_they_went_in(people):
    pool = Pool.of(people, {})
    for peer in people:
        found = pool.peer(peer.id)
        for name in ("state", "department", "location", "level", "manager", "hours", "formats", "languages",
                     "offers", "seeks", "interests", "situations", "room", "joined_on", "asked", "shown"):  # fmt: skip
            assert getattr(found, name) == getattr(peer, name), name
    assert pool.peer(41) is None and len(pool) == len(people)


class Edited(RuleBasedStateMachine):
    """Any edits in any order: the pool stays what it would be if it had been filled anew."""

    def __init__(self):
        super().__init__()
        self.pool, self.plain = both([], {}, {})

    @rule(peer=IDS.flatmap(peers), waiting=st.integers(0, 5))
    def put(self, peer, waiting):
        self.pool.put(peer, waiting)
        self.plain.put(peer, waiting)

    @rule(
        data=st.data(),
        offers=st.lists(TERMS, unique=True).map(tuple),
        seeks=st.lists(TERMS, unique=True).map(tuple),
    )
    def retype(self, data, offers, seeks):
        if self.plain.peers:
            peer = data.draw(st.sampled_from(list(self.plain.peers.values())))
            self.put(replace(peer, offers=offers, seeks=seeks), self.plain.waiting[peer.id])

    @rule(person=IDS)
    def drop(self, person):
        self.pool.drop(person)
        self.plain.drop(person)

    @rule(person=IDS, numbers=st.tuples(*[st.integers(0, 9)] * 4))
    def settle(self, person, numbers):
        counts = dict(zip(("room", "asked", "shown", "waiting"), numbers, strict=True))
        self.pool.settle(person, **counts)
        self.plain.settle(person, **counts)

    @rule(near=nearness())
    def relink(self, near):
        self.pool.relink(near, list(near))
        self.plain.near = near

    @rule(data=st.data(), effort=LITTLE)
    def ask(self, data, effort):
        self.pool.effort = effort
        assert_agree(self.pool, self.plain, data.draw(questions(list(self.plain.peers.values()))), data)

    @invariant()
    def everybody_is_found_by_what_they_say(self):
        assert len(self.pool) == len(self.plain.peers) and self.pool.highest == max(
            self.plain.peers, default=0
        )
        for term in (1, 2, 3):
            for facet in ("offer", "seek", "interest", "situation"):
                saying = [one.id for one in self.plain.peers.values() if term in terms_of(one)[facet]]
                assert self.pool.having(term, [facet]).tolist() == sorted(saying)

    @invariant()
    def the_filters_offer_what_active_people_have(self):
        active = [one for one in self.plain.peers.values() if one.state == "active"]
        assert self.pool.choices == {
            "department": tuple(sorted({one.department for one in active} - {""})),
            "location": tuple(sorted({one.location for one in active} - {""})),
            "language": tuple(sorted(set().union(*(one.languages for one in active)))),
        }


TestEdits = Edited.TestCase
TestEdits.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
