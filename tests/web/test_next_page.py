"""After signing in people go to a page of this portal and nowhere else."""

import json
from pathlib import Path

import pytest
from flask import Flask, redirect

from peerportal.web.next_page import next_page, page_before

NASTIES = json.loads((Path(__file__).parents[1] / "data" / "portal-nasties.json").read_text())["next_param"]


@pytest.fixture(scope="module")
def portal():
    """Three routes, so that what is judged is the address and not which pages the portal has today."""
    app = Flask("next page")
    app.config["SERVER_NAME"] = "portal.example"
    app.add_url_rule("/", "home", lambda: "")
    app.add_url_rule("/spaces/<name>", "space", lambda name: "")
    app.add_url_rule("/people", "people", lambda: "")
    app.add_url_rule("/sign-out", "sign_out", lambda: "", methods=["POST"])
    return app


@pytest.mark.parametrize("case", NASTIES, ids=lambda case: repr(case["v"]))
def test_only_pages_of_this_portal_are_accepted(portal, case):
    with portal.test_request_context("/"):
        chosen = next_page(case["v"])
        location = redirect(chosen).headers["Location"]
    if case["want"] == "accept":
        assert chosen == case["v"]
    elif case["want"] == "fallback":
        assert chosen == "/"
    assert location.startswith("/") and not location.startswith(("//", "/\\"))


@pytest.mark.parametrize("wished", [None, "/" + "x" * 3000, "/spaces/a\n", "/spaces/a b", "/people\x00"])
def test_what_cannot_be_an_address_is_not_taken(portal, wished):
    with portal.test_request_context("/"):
        assert next_page(wished) == "/"


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://portal.example/people?q=a", "/people?q=a"),
        ("http://evil.example/people", "/"),
        ("http://portal.example.evil.example/people", "/"),
        ("http://portal.example//evil.example", "/"),
        (None, "/"),
    ],
)
def test_the_page_before_is_believed_only_on_this_host(portal, referrer, back):
    headers = {"Referer": referrer} if referrer else {}
    with portal.test_request_context("/", headers=headers):
        assert page_before() == back
