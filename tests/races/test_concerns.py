"""A report of concern whose form is sent twice at once is one report."""

import pytest

from peerportal.concerns.models import Concern
from peerportal.core.ids import new_ref
from tests.races.conftest import ROUNDS

pytestmark = pytest.mark.long


def reported_twice(processes, priya, omar):
    """One round: the same form sent twice at once."""
    Concern.delete().execute()
    facts = {"by": priya.id, "about": omar.id, "form_key": new_ref()}
    answers = processes.race([("report", facts)] * 2)
    return answers, [outcome for outcome, _ in answers] == ["done", "done"] and Concern.select().count() == 1


def test_a_report_sent_twice_is_one_report(contenders, carmen, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = reported_twice(processes, priya, omar)
        assert fine, answers


def test_without_guards_it_is_reported_twice(contenders, without_unique, carmen, priya, omar):
    without_unique("concern_reporter_id_form_key")
    processes = contenders(2, guarded=False)
    assert not all(reported_twice(processes, priya, omar)[1] for _ in range(ROUNDS))
