"""Going everywhere a person can go, by the links and forms of the pages themselves."""

import logging
from collections import Counter
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

from flask import before_render_template, template_rendered
from werkzeug.exceptions import HTTPException

# Enough pages of one kind to see all its states, few enough to end.
PAGES_OF_A_KIND = 8
NOT_FOLLOWED = ("/static/",)
FINE, REFUSED = (200, 204, 302, 303, 304), (401, 403, 404)


def endpoint_of(app, address, method="GET"):
    """The endpoint an address leads to, or None."""
    try:
        return app.url_map.bind("localhost").match(urlsplit(address).path, method=method)[0]
    except HTTPException:
        return None


def addresses_on(page):
    """(address, whether htmx asks for it) of the links and the htmx requests of a page, within the portal."""
    for attribute, name in (("href", "a"), ("hx-get", True)):
        for tag in page.find_all(name, attrs={attribute: True}):
            address = tag[attribute].partition("#")[0]
            if address.startswith("/") and not address.startswith(NOT_FOLLOWED):
                yield address, attribute == "hx-get"


def everywhere(app, browser, start=("/",), *, refused=False, reviewed=False):
    """(address, page) for every page that can be reached by links from `start`, reviewed on the way when asked for.

    What htmx would ask for comes as a fragment. With `refused`, pages may also be closed to this person.
    """
    fine = FINE + (REFUSED if refused else ())
    waiting = [(address, False) for address in start]
    seen, kinds = set(waiting), Counter()
    while waiting:
        address, fragment = waiting.pop(0)
        kind = kind_of(app, address), fragment
        kinds[kind] += 1
        if kinds[kind] > PAGES_OF_A_KIND:
            continue
        page = browser.get(address, status=fine, fragment=fragment, reviewed=reviewed)
        yield address, page
        new = [(page.location, False)] if page.location else list(addresses_on(page))
        waiting += [found for found in dict.fromkeys(new) if found not in seen]
        seen.update(new)


def kind_of(app, address):
    """Pages of one endpoint with the same parameters are of one kind."""
    parameters = sorted(name for name, _ in parse_qsl(urlsplit(address).query))
    return endpoint_of(app, address), tuple(parameters)


def forms_everywhere(app, browser, start=("/",)):
    """(address of the page, form) for one form of each kind on the pages reached from `start`."""
    return forms_on(app, everywhere(app, browser, start))


def forms_on(app, pages):
    """(address of the page, form) for one form of each kind: the same verb with the same fields comes once."""
    seen = set()
    for address, page in pages:
        for form in page.find_all("form"):
            names = tuple(sorted({field["name"] for field in form.find_all(attrs={"name": True})}))
            kind = (endpoint_of(app, form["action"], form["method"].upper()), names)
            if kind not in seen:
                seen.add(kind)
                yield address, form


class QueriesInTemplates(logging.Handler):
    """Statements that ran while a template was being rendered."""

    def __init__(self):
        super().__init__()
        self.rendering, self.found = [], []

    def emit(self, record):
        if self.rendering and record.name == "peewee":
            self.found.append(f"{self.rendering[-1]}: {record.msg[0][:160]}")

    def begin(self, sender, template, **facts):
        self.rendering.append(template.name)

    def end(self, sender, template, **facts):
        self.rendering.pop()


@contextmanager
def queries_in_templates(app):
    """Watches for templates that ask the database."""
    watch, logger = QueriesInTemplates(), logging.getLogger("peewee")
    level = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(watch)
    try:
        with (
            before_render_template.connected_to(watch.begin, app),
            template_rendered.connected_to(watch.end, app),
        ):
            yield watch.found
    finally:
        logger.removeHandler(watch)
        logger.setLevel(level)
