"""What somebody sends after their sign-in has ended is shown to them once they have signed in, and to nobody else."""

from datetime import timedelta

import pytest

from peerportal.core import clock, vault
from peerportal.groups.models import AgendaItem
from peerportal.people.sign_in import close_sign_in
from peerportal.web import unsent
from peerportal.web.unsent import MOST_BYTES
from tests.browser import Browser, filled
from tests.cast import PASSWORD
from tests.crawl import forms_everywhere
from tests.people.signed_out import OURS, expire, omars_browser, portal  # noqa: F401 - fixtures

SECRET = "Nebelparder <b>& \u0633\u0644\u0627\u0645 \N{HERB}"


def send(browser, path, data, status=401, **headers):
    return browser.post(path, data, status=status, headers=OURS | headers)


def too_late(browser, world, words=SECRET):
    """Omar writes a point, and his sign-in ends before he sends it."""
    page = browser.get(f"/groups/{world.pair.ref}")
    expire()
    form = page.select_one("#adder")
    return send(
        browser,
        form["action"],
        filled(form) | {"words": words},
        Referer=f"http://localhost/groups/{world.pair.ref}",
    )


def sign_in(browser, page, who, password=PASSWORD, status=200):
    return browser.submit(page, "form[action='/sign-in']", email=who.email, password=password, status=status)


def points():
    return AgendaItem.select().count()


def test_what_was_sent_too_late_is_shown_after_signing_in_and_then_sent(omar, world):
    page, before = too_late(omar, world), points()
    assert "nothing is lost" in page.get_text()
    assert "Nebelparder" not in str(page)
    page = sign_in(omar, page, world.omar)
    assert page.select_one("h1").get_text() == "This was not sent yet"
    box = page.select_one("#unsent input[name=words], #unsent textarea[name=words]")
    assert box["value"] == SECRET
    assert page.select_one(f"label[for={box['id']}]").get_text() == "Something to talk about"
    page = omar.submit(page, "#unsent")
    assert points() == before + 1
    assert SECRET in omar.follow(page).get_text()


def test_a_wrong_password_in_between_loses_nothing(omar, world):
    page = too_late(omar, world)
    for _ in range(2):
        page = sign_in(omar, page, world.omar, password="not the right one", status=422)
    assert SECRET in sign_in(omar, page, world.omar).select_one("#unsent [name=words]")["value"]


def test_another_person_who_signs_in_never_sees_it(omar, world):
    page = sign_in(omar, too_late(omar, world), world.priya, status=303)
    assert "Nebelparder" not in str(omar.follow(page))


def test_a_strangers_browser_cannot_open_what_it_carries(app, omar, world):
    page = too_late(omar, world)
    data = filled(page.select_one("form[action='/not-sent']"))
    thief = Browser(app, world.lin)
    assert thief.post("/not-sent", {"carried": data["carried"]}, status=303).location == "/"
    back = Browser(app, world.omar)
    assert (
        "This was not sent yet" in back.post("/not-sent", {"carried": data["carried"]}, status=200).get_text()
    )


@pytest.mark.parametrize(("hours", "there"), [(23, True), (25, False)])
def test_it_is_carried_for_a_day(omar, world, hours, there):
    page = too_late(omar, world)
    clock.move(timedelta(hours=hours))
    answer = sign_in(omar, page, world.omar, status=(200, 303))
    assert ("This was not sent yet" in answer.get_text()) is there


def test_the_tab_that_waits_shows_it_when_signing_in_happened_in_another(omar, world):
    page = too_late(omar, world)
    omar.post("/sign-in", {"email": world.omar.email, "password": PASSWORD}, status=303)
    page = omar.submit(page, "form[action='/not-sent']", status=200)
    assert page.select_one("#unsent [name=words]")["value"] == SECRET


def test_asked_for_before_signing_in_it_goes_on_waiting(omar, world):
    page = too_late(omar, world)
    page = send(omar, "/not-sent", filled(page.select_one("form[action='/not-sent']")))
    assert SECRET in sign_in(omar, page, world.omar).select_one("#unsent [name=words]")["value"]


def test_what_is_too_long_is_said_to_be(omar, world):
    page = too_late(omar, world, words="x" * (MOST_BYTES + 1))
    assert "too long to be kept" in page.get_text()
    assert not page.select("[name=carried]")


def test_what_another_site_sends_is_never_shown_again(omar, world):
    omar.get(f"/groups/{world.pair.ref}")
    expire()
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}):
        answer = omar.open("POST", f"/groups/{world.pair.ref}/items", {"words": "Click me"}, headers=header)
        assert b"Click me" not in answer.data and b"carried" not in answer.data


def test_passwords_are_never_carried(omar, world):
    expire()
    answer = omar.open(
        "POST", "/account/password", {"current": PASSWORD, "password": "quite another phrase"}, headers=OURS
    )
    assert answer.status_code == 303 and "carried" not in answer.get_data(as_text=True)


def test_who_was_signed_out_on_purpose_or_shut_out_leaves_nothing(omar, world):
    close_sign_in(omar.token)
    answer = omar.open("POST", f"/groups/{world.pair.ref}/items", {"words": "x y"}, headers=OURS)
    assert answer.status_code == 303
    sam = Browser(omar.app, world.sam)
    assert (
        sam.open("POST", f"/groups/{world.pair.ref}/items", {"words": "x y"}, headers=OURS).status_code == 303
    )


def test_every_form_that_somebody_writes_in_is_carried(app, world):
    """Each text typed into any form of the portal is there again, in a field with a label."""
    wrong, tried = [], 0
    for name in ("priya", "carmen"):
        browser = Browser(app, getattr(world, name))
        forms = [form for _, form in forms_everywhere(app, browser) if form["method"].lower() == "post"]
        expire()
        for form in forms:
            boxes = [box["name"] for box in form.select("textarea[name], input[type=text][name]")]
            if not boxes or form.select("input[type=password]"):
                continue
            typed = {box: f"Words for {box}" for box in boxes}
            page = send(browser, form["action"], filled(form) | typed, status=(401, 303))
            carried = page.select_one("[name=carried]")
            text = carried and vault.carried(getattr(world, name).id, carried["value"])
            shown = {part.name: part for part in _parts(app, text)} if text else {}
            tried += 1
            wrong += [
                f"{form['action']} {box}"
                for box in typed
                if box not in shown
                or shown[box].value != typed[box]
                or shown[box].kind == "hidden"
                or not shown[box].label
            ]
    assert not wrong, "\n".join(wrong)
    assert tried > 15


def _parts(app, text):
    with app.test_request_context():
        return unsent.parts(unsent.Unsent.read(text))


def test_a_carried_text_opens_for_its_person_alone_and_untouched(app):
    sealed = vault.carry(7, SECRET)
    assert vault.carried(7, sealed) == SECRET
    assert vault.carried(8, sealed) is None
    for place in range(0, len(sealed), 7):
        spoiled = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        assert vault.carried(7, spoiled) is None
    for nonsense in ("", "A", "AQ==", "\u00e9", "x" * 500, sealed[:30]):
        assert vault.carried(7, nonsense) is None
