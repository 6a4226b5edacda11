"""A pair for the tests of groups: Priya and Omar, past their first chat or still before it."""

import pytest

from peerportal.core import vault
from peerportal.core.db import transaction
from peerportal.groups import pairing
from peerportal.groups.models import Group


def _trying(programme, priya, omar):
    with transaction():
        space = vault.new_space("group", [priya.id, omar.id])
        return pairing.open_trying(programme_id=programme.id, people=[priya, omar], space_id=space, by=omar)


@pytest.fixture
def trying(programme, priya, omar):
    """Priya and Omar before their first chat."""
    return _trying(programme, priya, omar)


@pytest.fixture
def pair(trying, priya, omar):
    """Priya and Omar, who both said yes."""
    pairing.answer(trying, priya, pairing.YES)
    pairing.answer(trying, omar, pairing.YES)
    return Group.get_by_id(trying.id)


@pytest.fixture
def at():
    """Builds an address below a group: at(pair, "items")."""
    return lambda group, *parts: "/".join(["", "groups", group.ref, *parts])
