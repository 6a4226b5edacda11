"""Ways in: browsers that are signed in, and links that were sent."""

from peerportal.people import links
from peerportal.people.models import SignIn
from peerportal.people.sign_in import open_sign_in
from tests.reach.case import EVERYBODY, Case


def sign_ins(world):
    open_sign_in(world.omar, "another browser")
    mine = SignIn.get(SignIn.person == world.omar, SignIn.browser == "another browser")
    return [Case({"ref": mine.ref}, ("omar",))]


def link(purpose, whose="wanda"):
    """Whoever holds the link may use it; nobody may guess one."""

    def made(world):
        token = links.issue(purpose, getattr(world, whose), "new@example.com").rpartition("/")[2]
        return [Case({"token": token}, (None, "wanda", "sam", *EVERYBODY)), Case({"token": "x" * 43})]

    return made


def no_set_up(world):
    """There is a coordinator already, so no set-up link opens anything."""
    return [Case({"token": "x" * 43})]


REACH = {
    "invitation": link("invitation", "iris"),
    "link to a new address": link("new_email", "omar"),
    "reset link": link("reset", "omar"),
    "set-up link": no_set_up,
    "sign-in link": link("sign_in", "omar"),
    "sign-in of mine": sign_ins,
}
