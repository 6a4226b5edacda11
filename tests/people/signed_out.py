"""Omar's sign-in that ends while he writes, in a portal whose people have passwords."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.people import passwords
from peerportal.people.models import Person
from tests.browser import Browser
from tests.cast import PASSWORD
from tests.world import World

OURS = {"Sec-Fetch-Site": "same-origin"}


def everyone_with_a_password():
    world = World()
    Person.update(password_hash=passwords.hashed(PASSWORD)).execute()
    return world


@pytest.fixture(name="world")
def portal(still, once):
    return once(everyone_with_a_password)


@pytest.fixture(name="omar")
def omars_browser(app, world):
    return Browser(app, world.omar)


def expire():
    clock.move(timedelta(hours=9))
