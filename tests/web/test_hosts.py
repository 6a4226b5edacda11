"""In production the portal answers under its own name alone, whatever a request calls it."""

from contextlib import contextmanager

import pytest

ITS_OWN = ["peers.example", "peers.example:443"]
OTHERS = [
    "evil.example",
    "peers.example.evil.example",
    "evil.example:443",
    "[::1]",
    "127.0.0.1",
    "a b",
    "x@y",
]
PATHS = ["/", "/sign-in", "/suggestions", "/nowhere", "/groups/", "/static/icons.svg"]


@contextmanager
def named(app):
    """The portal under the name that BASE_URL would give it."""
    app.config["TRUSTED_HOSTS"] = ["peers.example"]
    try:
        yield
    finally:
        app.config["TRUSTED_HOSTS"] = None


@pytest.mark.parametrize("host", ITS_OWN)
def test_it_answers_under_its_own_name(app, browser_of, carmen, host):
    browser = browser_of()
    with named(app):
        assert browser.client.get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_under_another_name_it_says_no_more_than_that(app, browser_of, priya, caplog, path):
    browser = browser_of(priya)
    with named(app):
        for method in (browser.client.get, browser.client.post):
            for host in OTHERS:
                answer = method(path, headers={"Host": host})
                assert answer.status_code == 400 and "does not answer under this name" in answer.text
                assert "evil" not in answer.text and "Content-Security-Policy" in answer.headers
    assert not caplog.records


def test_before_it_is_set_up_too(app, browser_of):
    browser = browser_of()
    with named(app):
        assert browser.client.get("/", headers={"Host": "evil.example"}).status_code == 400
