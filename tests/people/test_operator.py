"""What only the operator's command line does for an account, with a line in the log."""

import pytest

from peerportal.core.log import LogEntry
from peerportal.people.models import Person


def test_the_operator_can_move_somebody_to_another_address(app, priya, browser_of):
    browser = browser_of(priya)
    result = app.test_cli_runner().invoke(args=["change-email", priya.email, "Priya.New@example.com"])
    assert result.exit_code == 0, result.output
    assert Person.get_by_id(priya.id).folded_email == "priya.new@example.com"
    assert "/sign-in" in browser.get("/", status=302).location
    assert LogEntry.select().where(LogEntry.action == "changed an e-mail address").count() == 1


@pytest.mark.parametrize("new", ["nonsense", "omar.haddad@example.com"])
def test_an_address_that_cannot_be_is_refused_on_the_command_line(app, priya, omar, new):
    result = app.test_cli_runner().invoke(args=["change-email", priya.email, new])
    assert result.exit_code == 1
    assert Person.get_by_id(priya.id).email == priya.email
