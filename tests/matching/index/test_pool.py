"""What the pool answers is what the plain way answers, for whatever people, wishes, rules and filters."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.matching.index.pool import Pool
from tests.matching.index.oracle import Plain
from tests.matching.index.worlds import organisations, questions
from tests.matching.people import nearness

THOROUGH = settings(max_examples=300, deadline=None)
WAITING = st.dictionaries(st.integers(1, 40), st.integers(0, 6))


def both(people, near, waiting):
    plain = Plain(near=near)
    for peer in people:
        plain.put(peer, waiting.get(peer.id, 0))
    return Pool.of(people, near, plain.waiting), plain


def assert_agree(pool, plain, question, data):
    answer = pool.ask(question)
    ranked = plain.best(question)
    assert answer.best(1000) == ranked
    assert answer.best(3) == ranked[:3]
    assert answer.tally() == plain.sorted(question).tally
    shown = {person for person, _ in ranked[: data.draw(st.integers(0, 3))]}
    assert answer.wild(shown) == plain.wild(question, shown)
    drawn = {answer.surprise(random.Random(seed).choice) for seed in range(3)}
    assert drawn <= (plain.surprising(question) or {None})


@given(organisations(), nearness(), WAITING, st.data())
@THOROUGH
def test_every_answer_is_that_of_the_plain_way(people, near, waiting, data):
    pool, plain = both(people, near, waiting)
    assert_agree(pool, plain, data.draw(questions(people)), data)
