"""Addresses in templates are those that Flask would build."""

import pytest
from flask import url_for

from peerportal.core.ids import new_ref
from peerportal.web.addresses import address_of


def simple_rules(app):
    """Every route whose parts are all opaque ids."""
    for rule in app.url_map.iter_rules():
        kinds = {type(converter).__name__ for converter in rule._converters.values()}
        if kinds <= {"RefConverter"}:
            yield rule


def test_every_simple_address_is_the_one_flask_builds(app):
    with app.test_request_context():
        for rule in simple_rules(app):
            for _ in range(2):
                values = {name: new_ref() for name in rule.arguments}
                assert address_of(rule.endpoint, **values) == url_for(rule.endpoint, **values)


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("static", {"filename": "css/portal.css"}),
        ("static", {"filename": "css/portal.css", "_external": True}),
        ("matching.suggestions", {"term": "R&D {x} %s", "page": 2}),
        ("matching.suggestions", {"q": None}),
        ("home.home", {"_anchor": "main"}),
    ],
)
def test_all_other_addresses_are_left_to_flask(app, endpoint, values):
    with app.test_request_context():
        for _ in range(2):
            assert address_of(endpoint, **values) == url_for(endpoint, **values)


def test_templates_use_it(app):
    assert app.jinja_env.globals["url_for"] is address_of
