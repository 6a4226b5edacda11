"""Both in the same sitting: a turn is passed on once, and of two notes written at once neither is lost unseen."""

import pytest

from peerportal.core import clock
from peerportal.groups.models import ItemNote, Meeting, Sitting
from tests.races.conftest import ROUNDS
from tests.world import open_group

pytestmark = pytest.mark.long


@pytest.fixture
def pair(programme, priya, omar):
    return open_group(priya, omar, programme, item="How to begin")


def passed_on_at_once(processes, deed, pair, priya, omar):
    """One round: both press "Pass on" while Priya speaks. Whether Omar has the turn then, by one step."""
    Sitting.delete().execute()
    Sitting.create(
        meeting=pair.meeting, speaker_id=priya.id, waiting=f"{omar.id}:300", runs_since=clock.now()
    )
    answers = processes.race([(deed, {"group": pair.id, "number": 2, "version": 1})] * 2)
    now = Sitting.get()
    return answers, (now.speaker_id, now.version) == (omar.id, 2)


def test_a_turn_is_passed_on_once(contenders, pair, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = passed_on_at_once(processes, "pass_turn_on", pair, priya, omar)
        assert fine and sorted(answers) == [("done", False), ("done", True)], answers


def test_without_the_version_a_turn_is_lost(contenders, pair, priya, omar):
    processes = contenders(2)
    deed = "pass_turn_on_whatever_stands"
    outcomes = (passed_on_at_once(processes, deed, pair, priya, omar)[1] for _ in range(ROUNDS))
    assert not all(outcomes), "the race test would not notice a missing version"


def test_of_two_first_notes_one_is_kept_and_the_other_is_told(contenders, pair, priya, omar):
    processes = contenders(2)
    item = pair.items[0]
    for _ in range(ROUNDS):
        ItemNote.delete().execute()
        shared = {"group": pair.id, "item": item.id, "version": 0}
        answers = processes.race(
            [("save_note", shared | {"by": by.id, "words": f"By {by.name}"}) for by in (priya, omar)]
        )
        assert sorted(answers) == [("done", False), ("done", True)], answers
        assert ItemNote.select().count() == 1
    assert Meeting.next_of(pair).number == 2
