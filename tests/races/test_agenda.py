"""Both at the same agenda: a form sent twice, and two edits of the same point."""

import pytest

from peerportal.core import vault
from peerportal.core.ids import new_ref
from peerportal.groups.models import AgendaItem
from tests.races.conftest import ROUNDS
from tests.world import open_group

pytestmark = pytest.mark.long


@pytest.fixture
def pair(programme, priya, omar):
    return open_group(priya, omar, programme, item="How to begin")


def words_of(item, reader):
    row = AgendaItem.get_by_id(item)
    space = row.meeting_id and vault.open_space(pair_space(row), reader=reader)
    return space.read(row, AgendaItem.words)


def pair_space(row):
    from peerportal.groups.models import Group, Meeting

    return Group.get_by_id(Meeting.get_by_id(row.meeting_id).group_id).space_id


def added_twice(processes, pair, priya):
    """One round: the same form sent twice at once."""
    AgendaItem.delete().execute()
    facts = {"group": pair.id, "by": priya.id, "words": "Talk about the talk", "form_key": new_ref()}
    answers = processes.race([("add_item", facts)] * 2)
    fine = [outcome for outcome, _ in answers] == ["done", "done"] and AgendaItem.select().count() == 1
    return answers, fine


def test_a_form_sent_twice_is_done_once(contenders, pair, priya):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = added_twice(processes, pair, priya)
        assert fine, answers


def test_without_guards_a_form_sent_twice_is_done_twice(contenders, without_unique, pair, priya):
    without_unique("agenda_item_meeting_id_form_key")
    processes = contenders(2, guarded=False)
    assert not all(added_twice(processes, pair, priya)[1] for _ in range(ROUNDS))


def edited_at_once(processes, deed, pair, priya, omar):
    """One round: both change the same point, having seen the same version of it."""
    item = AgendaItem.get_by_id(pair.items[0].id)
    shared = {"group": pair.id, "item": item.id, "version": item.version}
    texts = {priya.id: f"Priya's {item.version}", omar.id: f"Omar's {item.version}"}
    answers = processes.race([(deed, shared | {"by": by, "words": words}) for by, words in texts.items()])
    saved = [text for text, answer in zip(texts.values(), answers, strict=True) if answer == ("done", True)]
    return answers, saved == [words_of(item.id, priya.id)]


def test_of_two_edits_one_is_kept_and_the_other_is_told(contenders, pair, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = edited_at_once(processes, "edit_item", pair, priya, omar)
        assert fine, answers
        assert ("done", False) in answers


def test_without_the_version_an_edit_is_lost(contenders, pair, priya, omar):
    processes = contenders(2)
    rounds = range(ROUNDS)
    outcomes = (edited_at_once(processes, "edit_whatever_is_there", pair, priya, omar)[1] for _ in rounds)
    assert not all(outcomes), "the race test would not notice a missing version"
