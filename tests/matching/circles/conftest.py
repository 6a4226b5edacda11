"""Circles for the tests of finding one."""

import pytest

from tests.world import open_circle


@pytest.fixture
def circle_of(programme):
    """Opens a circle: circle_of([omar, lin], "SQL", state="trying")."""
    return lambda people, topic="Telling stories", **facts: open_circle(people, programme, topic, **facts)


@pytest.fixture
def tom(make_person):
    return make_person("Tom Berg", offers=["Negotiation"], seeks=["Kubernetes"], department="Sales")
