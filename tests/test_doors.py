"""The door matrix: every route × kinds of people × their own and others' records × page and fragment.

It is made from the route map: a route without a declaration fails, and so does a door to a kind of record that
tests/reach does not know how to try. A refusal changes no row.
"""

import re
from functools import partial

import pytest

from peerportal.core.ids import new_ref
from peerportal.people.models import Person
from tests.browser import Browser
from tests.reach import REACH, cases
from tests.rows import changed, fingerprint, tried, tried_only, writes
from tests.world import World

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
# Nobody signed in; waiting for approval; suspended; a stranger; the people of a record; one who once was; one who is
# blocked; two coordinators.
ACTORS = [None, "wanda", "sam", "lin", "priya", "omar", "uma", "ines", "tom", "vera", "boris", "carmen"]
FRAGMENTS_FOR = [None, "wanda", "sam", "lin", "omar", "boris", "carmen"]
# The front page leads each of them to where they stand.
ALSO = {"wanda": ("waits",)}


@pytest.fixture
def world(once):
    return once(World)


def routes(app):
    """(rule, method, door) of every route of ours."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        door = getattr(app.view_functions[rule.endpoint], "door", None)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, method, door


def every_try(app, world):
    """(rule, method, door, case) for every route and every record it can be tried on."""
    for rule, method, door in routes(app):
        for case in cases(rule, door, world):
            yield rule, method, door, case


def address(rule, values):
    return rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)[1]


def verdict(answer):
    """What a person meets: allowed, sign in, waits, forbidden, missing, token or broken."""
    to = answer.headers.get("HX-Redirect") or answer.headers.get("Location") or ""
    if answer.status_code in (200, 204, 302, 303) and "/sign-in" in to and "next=" in to:
        return "sign in"
    if answer.status_code == 401:  # a page that htmx asks in stays, and says so
        return "sign in"
    if to.endswith("/waiting"):
        return "waits"
    names = {403: "forbidden", 404: "missing", 400: "token"}
    return "broken" if answer.status_code >= 500 else names.get(answer.status_code, "allowed")


def expected(door, actor, case, world):
    """The verdict that the declaration promises this person on this record."""
    person = getattr(world, actor) if actor else None
    if door.who == "anyone" or (actor == "wanda" and door.who == "signed_in"):
        return "allowed" if door.to is None or actor in case.may else "missing"
    if actor in (None, "sam"):
        return "sign in"
    if door.who == "participant" and not person.takes_part:
        return "waits"
    if door.who == "coordinator" and not (person.is_coordinator and person.takes_part):
        return "forbidden"
    return "allowed" if door.to is None or actor in case.may else "missing"


def test_every_route_declares_its_door(app):
    assert not [f"{method} {rule.rule}" for rule, method, door in routes(app) if door is None]


def test_no_two_routes_answer_the_same_address(app):
    places = [(re.sub(r"<(\w+):\w+>", r"<\1>", rule.rule), method) for rule, method, _ in routes(app)]
    assert not [place for place in set(places) if places.count(place) > 1]


def test_every_kind_of_record_can_be_tried(app):
    kinds = {door.to for _, _, door in routes(app) if door and door.to}
    assert kinds <= REACH.keys(), "tell tests/reach how to reach these"


def test_every_record_in_an_address_says_whose_it_is(app):
    named = [(rule.rule, door) for rule, _, door in routes(app) if "<ref:" in rule.rule and door]
    assert not [rule for rule, door in named if not door.to], (
        "an address that names a record must declare to=…"
    )


def test_no_record_goes_untried(app, world):
    tried = {f"{method} {rule.rule}" for rule, method, _, _ in every_try(app, world)}
    assert {f"{method} {rule.rule}" for rule, method, _ in routes(app)} == tried


@pytest.mark.parametrize(
    ("actor", "fragment"), [(actor, False) for actor in ACTORS] + [(actor, True) for actor in FRAGMENTS_FOR]
)
def test_everybody_meets_what_the_door_says(app, world, actor, fragment):
    browser = Browser(app, getattr(world, actor) if actor else None)
    wrong = []
    for rule, method, door, case in every_try(app, world):
        path = address(rule, case.values)
        wanted = expected(door, actor, case, world)
        ask = partial(browser.open, method, path, fragment=fragment)
        answer, touched = tried(ask, looked=wanted != "allowed")
        met = verdict(answer)
        if met != wanted and not (wanted == "allowed" and met in (*case.also, *ALSO.get(actor, ()))):
            wrong.append(f"{method} {rule.rule} ({door.to}): {met}, not {wanted}")
        if touched:
            wrong.append(f"{method} {rule.rule}: refused, yet it changed {touched}")
        if "Set-Cookie" in answer.headers:
            browser.stay_signed_in()
    assert not wrong, "\n".join(wrong)


def bare_text(answer):
    """The answer without what differs each time."""
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.get_data(as_text=True))
    text = re.sub(r'X-CSRFToken"?: ?"[^"]*"', "", text)
    return re.sub(r"[a-z2-7]{26}", "", text)


@pytest.mark.parametrize("actor", ["lin", "vera", "boris", "carmen"])
def test_what_is_not_yours_looks_like_what_never_was(app, world, actor):
    browser = Browser(app, getattr(world, actor))
    for rule, method, door, case in every_try(app, world):
        if not door.to or expected(door, actor, case, world) != "missing":
            continue
        with tried_only():
            there = browser.open(method, address(rule, case.values))
            unknown = {name: value if name == "kind" else new_ref() for name, value in case.values.items()}
            never = browser.open(method, address(rule, unknown))
        assert there.status_code == never.status_code == 404, rule.rule
        assert bare_text(there) == bare_text(never), rule.rule


def test_a_child_is_reached_through_its_own_parent_alone(app, world):
    for rule, method, door, case in every_try(app, world):
        if len(rule.arguments) < 2 or not case.foreign:
            continue
        for actor in case.may:
            with tried_only():
                before = fingerprint()
                answer = Browser(app, getattr(world, actor)).open(
                    method, address(rule, case.values | case.foreign)
                )
                assert verdict(answer) == "missing", f"{method} {rule.rule} {door.to}"
                assert not changed(before, {**fingerprint(), "sign_in": before["sign_in"]}), rule.rule


def test_no_unsafe_route_works_without_its_token(app, world):
    wrong = []
    for rule, method, _, case in every_try(app, world):
        if method not in UNSAFE:
            continue
        actor = case.someone()
        browser = Browser(app, getattr(world, actor) if actor else None)
        stranger = Browser(app, world.lin)
        for data in ({}, {"csrf_token": "x"}, {"csrf_token": stranger.csrf_token()}):
            answer, touched = tried(
                partial(browser.open, method, address(rule, case.values), data, csrf=False)
            )
            if answer.status_code != 400 or touched:
                wrong.append(
                    f"{method} {rule.rule} as {actor}: {answer.status_code} {data}, changed {touched}"
                )
    assert not wrong, "\n".join(wrong)


def test_a_request_from_another_site_is_refused(app, world):
    wrong = []
    for rule, method, _, case in every_try(app, world):
        if method not in UNSAFE:
            continue
        actor = case.someone()
        browser = Browser(app, getattr(world, actor) if actor else None)
        path, elsewhere = address(rule, case.values), {"Sec-Fetch-Site": "cross-site"}
        answer, touched = tried(partial(browser.open, method, path, headers=elsewhere))
        if answer.status_code not in (400, 403) or touched:
            wrong.append(f"{method} {rule.rule}: {answer.status_code}, changed {touched}")
    assert not wrong, "\n".join(wrong)


def test_reading_changes_no_row(app, world):
    wrong = []
    for rule, method, door, case in every_try(app, world):
        if method != "GET":
            continue
        for actor in case.may if door.to else ["priya", "carmen", None]:
            browser = Browser(app, getattr(world, actor) if actor else None)
            _, touched = tried(partial(browser.open, "GET", address(rule, case.values)))
            if touched:
                wrong.append(f"GET {rule.rule} as {actor} changed {touched}")
    assert not wrong, "\n".join(wrong)


def test_the_count_of_writes_sees_one_row(app, world):
    with tried_only():
        before = writes()
        Person.update(title="Baker").where(Person.id == world.lin.id).execute()
        assert writes() > before
