"""Forms of a sign-in that has ended: they go on working for the same person, and for nobody else."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.people.links import _tidy
from peerportal.people.models import SignIn
from tests.browser import Browser, filled
from tests.cast import PASSWORD
from tests.people.signed_out import OURS, expire, omars_browser, portal  # noqa: F401 - fixtures
from tests.people.test_unsent import SECRET


def test_a_form_of_an_older_sign_in_is_shown_again(app, omar, world):
    page = omar.get(f"/groups/{world.pair.ref}")
    omar.post("/sign-out")
    omar.post("/sign-in", {"email": world.omar.email, "password": PASSWORD}, csrf=False, status=(303, 400))
    fresh = Browser(app, world.omar)  # signed in anew, with another secret
    data = filled(page.select_one("#adder")) | {"words": SECRET}
    page = fresh.post(page.select_one("#adder")["action"], data, headers=OURS, status=409)
    assert page.select_one("#unsent [name=words]")["value"] == SECRET
    assert fresh.submit(page, "#unsent").response.status_code == 303


def test_pages_of_the_same_person_go_on_working_after_signing_in_again(omar, world):
    page = omar.get(f"/groups/{world.pair.ref}")
    expire()
    omar.post("/sign-in", {"email": world.omar.email, "password": PASSWORD}, status=303)
    assert omar.submit(page, "#adder", words="Later", fragment=True, status=200)


@pytest.mark.parametrize("how", ["another person", "after signing out"])
def test_the_secret_of_the_forms_lives_on_for_nobody_else(omar, world, how):
    page = omar.get(f"/groups/{world.pair.ref}")
    if how == "after signing out":
        omar.post("/sign-out")
    else:
        expire()
    who = world.omar if how == "after signing out" else world.priya
    signs_in = omar.get("/sign-in")
    omar.submit(signs_in, "form[action='/sign-in']", email=who.email, password=PASSWORD, status=303)
    answer = omar.open(
        "POST", page.select_one("#adder")["action"], filled(page.select_one("#adder")), headers=OURS
    )
    assert answer.status_code in (400, 409)


def test_a_page_in_which_htmx_asks_stays_as_it_is(omar, world):
    page = omar.get(f"/groups/{world.pair.ref}")
    expire()
    answer = omar.submit(page, "#adder", words="Still here", fragment=True, status=401)
    assert "What you typed is still here" in answer.get_text()
    assert answer.response.headers["HX-Retarget"] == "#notice"
    link = answer.select_one("a[target=_blank]")
    assert link["href"].startswith("/sign-in")
    page = omar.submit(
        omar.get(link["href"]), "form[action='/sign-in']", email=world.omar.email, password=PASSWORD
    )
    assert "still open in its own tab" in omar.follow(page).get_text()


def test_the_row_of_a_sign_in_outlives_it_by_a_day(omar, world):
    key = SignIn.person == world.omar
    for days, there in ((7.5, True), (1, False)):
        clock.move(timedelta(days=days))
        _tidy({})
        assert SignIn.select().where(key).exists() is there
