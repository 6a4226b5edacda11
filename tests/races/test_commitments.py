"""Two at once about a commitment: one kind sign whoever sends it, and one thing a member and meeting."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.groups.models import Commitment
from tests.races.conftest import ROUNDS
from tests.world import open_group

pytestmark = pytest.mark.long


@pytest.fixture
def pair(programme, priya, omar):
    return open_group(priya, omar, programme, item="How to begin")


def thought_of_at_once(processes, deed, pair, omar):
    """One round: the sign is sent twice at once for what Priya said."""
    said = pair.commitments[0]
    Commitment.update(nudged_at=None, nudged_by=None).where(Commitment.id == said.id).execute()
    facts = {"group": pair.id, "commitment": said.id, "by": omar.id}
    answers = processes.race([(deed, facts)] * 2)
    return answers, sorted(answers) == [("done", False), ("done", True)]


def test_of_two_signs_one_is_sent(contenders, pair, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = thought_of_at_once(processes, "think_of", pair, omar)
        assert fine, answers


def test_without_the_condition_two_signs_are_sent(contenders, pair, omar):
    processes = contenders(2)
    rounds = range(ROUNDS)
    assert not all(thought_of_at_once(processes, "think_of_after_a_look", pair, omar)[1] for _ in rounds)


def promised_at_once(processes, pair, priya):
    """One round: two different things said at once by the same person."""
    Commitment.delete().where(Commitment.person == priya).execute()
    facts = {"group": pair.id, "by": priya.id, "words": "Ask Ana"}
    answers = processes.race([("promise", facts | {"form_key": new_ref()}) for _ in range(2)])
    one = Commitment.select().where(Commitment.person == priya, ~Commitment.gone).count() == 1
    return answers, one and sorted(outcome for outcome, _ in answers) == ["done", "refused"]


def test_of_two_things_said_at_once_one_stands(contenders, pair, priya):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = promised_at_once(processes, pair, priya)
        assert fine, answers


def test_without_guards_two_things_stand(contenders, without_unique, pair, priya):
    without_unique("commitment_one_a_meeting")
    processes = contenders(2, guarded=False)
    assert not all(promised_at_once(processes, pair, priya)[1] for _ in range(ROUNDS))
