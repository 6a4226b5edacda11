"""A number typed wrongly is answered in one sentence, and stays as it was typed."""

from zoneinfo import ZoneInfo

import pytest
from werkzeug.datastructures import MultiDict

from peerportal.groups.forms.meetings import MeetingForm


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("soon", "Please give a whole number."),
        ("9" * 50, "Please give a whole number."),
        ("4", "Between 5 minutes and 8 hours, please."),
        ("", "Please say how long."),
        ("45", None),
    ],
)
def test_a_length_is_wrong_for_one_reason(app, typed, said):
    with app.test_request_context():
        form = MeetingForm(MultiDict({"minutes": typed}), zone=ZoneInfo("Europe/Berlin"))
        form.validate()
        assert list(form.minutes.errors) == ([said] if said else [])
        assert f'value="{typed}"' in form.minutes()
