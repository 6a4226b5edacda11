"""A browser for tests that signs in through a real sign-in row and reviews every page it is given."""

import re
import secrets
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import html5lib
from bs4 import BeautifulSoup
from itsdangerous import URLSafeTimedSerializer

from peerportal.people.sign_in import open_sign_in

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial", "Accept": "text/html"}
OURS_IN_ADDRESSES = ("href", "action", "src", "hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch")
_sound = set()  # hashes of pages whose grammar was found sound


class Browser:
    """GET and POST as a person would; answers come back as BeautifulSoup, reviewed.

    Each page has `.response` (status, headers) and `.location` (where a 303 leads).
    """

    def __init__(self, app, person=None):
        self.app = app
        self.person = person
        self.client = app.test_client()
        self.csrf = secrets.token_hex(20)
        self.token = open_sign_in(person) if person is not None else None
        self.stay_signed_in()

    def stay_signed_in(self):
        """Lay the session anew, as it was at first: some doors end it."""
        with self.client.session_transaction() as session:
            session.clear()
            session["csrf_token"] = self.csrf
            if self.token:
                session["_user_id"] = self.token
                session["_fresh"] = True

    def csrf_token(self):
        """What a form on a page of this session carries."""
        signer = URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token")
        return signer.dumps(self.csrf)

    def open(self, method, path, data=None, *, fragment=False, headers=None, csrf=True, **options):
        """The bare answer, not reviewed."""
        headers = dict(headers or {}) | (PARTIAL if fragment else {})
        if method not in ("GET", "HEAD"):
            data = dict(data or {})
            if csrf:
                data.setdefault("csrf_token", self.csrf_token())
        return self.client.open(path, method=method, data=data, headers=headers, **options)

    def get(self, path, *, status=200, fragment=False, reviewed=True, **options):
        """Ask for a page, or for a fragment as htmx does."""
        return self._read(self.open("GET", path, fragment=fragment, **options), status, fragment, reviewed)

    def post(self, path, data=None, *, status=None, fragment=False, **options):
        """Send a form with a valid token; any answer that is no refusal will do unless `status` is given."""
        answer = self.open("POST", path, data, fragment=fragment, **options)
        return self._read(answer, status or (200, 201, 204, 302, 303), fragment)

    def follow(self, page):
        """Go where a 303 leads."""
        assert page.location, "nowhere to go"
        return self.get(page.location)

    def submit(self, page, selector, *, status=None, fragment=False, **typed):
        """Send a form of the page as it stands, with some fields typed into; the page's own address and method."""
        form = page.select_one(selector)
        assert form is not None, f"no form {selector}"
        data = filled(form) | typed
        if form["method"].lower() == "get":
            return self.get(f"{form['action']}", query_string=data, status=status or 200, fragment=fragment)
        return self.post(form["action"], data, status=status, fragment=fragment)

    def _read(self, answer, status, fragment, reviewed=True):
        expected = status if isinstance(status, tuple) else (status,)
        text = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        page = BeautifulSoup(text, "html.parser")
        if answer.status_code not in expected:
            where, said = f"{answer.request.method} {answer.request.full_path}", page.get_text(" ").split()
            raise AssertionError(f"{where}: {answer.status_code}, not {expected}: {' '.join(said)[:300]}")
        page.response, page.location = answer, answer.headers.get("Location", "")
        if reviewed and answer.mimetype == "text/html" and text and answer.status_code not in (302, 303):
            review(page, text, whole=not fragment)
        return page


def filled(form):
    """What a browser would send of a form that nobody touched, by its first button."""
    data = {}
    for field in form.select("[name]"):
        if field.has_attr("disabled") or field.get("type") in ("submit", "button", "file", "image"):
            continue
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        for value in _values(field):
            data.setdefault(field["name"], []).append(value)
    button = form.select_one("button[name]")
    return data if button is None else {button["name"]: [button.get("value", "")]} | data


def _values(field):
    if field.name == "select":
        chosen = field.select("option[selected]")
        chosen = chosen or ([] if field.has_attr("multiple") else field.select("option")[:1])
        return [option.get("value", option.get_text(strip=True)) for option in chosen]
    if field.name == "textarea":
        return [field.get_text()]
    if field.name == "button":
        return []
    return [field.get("value", "on" if field.get("type") in ("checkbox", "radio") else "")]


def review(page, text, *, whole):
    """What every page and fragment owes its reader."""
    _grammar(text, whole)
    tags = page.find_all(True)
    ids = Counter(tag["id"] for tag in tags if tag.get("id"))
    twice = {name for name, count in ids.items() if count > 1}
    assert not twice, f"two elements share an id: {twice}"
    if whole:
        assert page.title and page.title.get_text(strip=True), "a page needs a title"
        assert page.find("main"), "a page needs a main part"
    named = {tag.get("for") for tag in tags if tag.name == "label"}
    for tag in tags:
        if tag.name == "form":
            _form(tag)
        if tag.name in ("input", "select", "textarea"):
            _label(tag, named)
        no_integer_keys(tag)


def _grammar(text, whole):
    """Strict HTML. What differs from one page to the next of the same shape is no matter of grammar."""
    shape = hash((re.sub(r"[\w.-]{20,}", "x", text), whole))
    if shape in _sound:
        return
    if whole:
        html5lib.HTMLParser(strict=True).parse(text)
    else:
        inside = {"<tr": "tbody", "<td": "tr", "<opt": "select"}.get(text.lstrip()[:3].lower(), "div")
        inside = {"<tr": "tbody", "<td": "tr"}.get(text.lstrip()[:3].lower(), inside)
        html5lib.HTMLParser(strict=True).parseFragment(text, container=inside)
    _sound.add(shape)


def _form(form):
    assert form.get("action") and form.get("method"), f"a form must work without htmx: {str(form)[:200]}"
    if form["method"].lower() == "post":
        assert form.find("input", attrs={"name": "csrf_token"}), f"a form without a token: {form['action']}"
    for kind in ("hx-post", "hx-get"):
        if form.get(kind):
            assert urlsplit(form[kind]).path == urlsplit(form["action"]).path, (
                f"two addresses: {form['action']}"
            )


def _label(tag, named):
    if tag.get("type") in ("hidden", "submit", "button"):
        return
    labelled = tag.get("aria-label") or tag.get("aria-labelledby") or tag.get("id") in named - {None}
    assert labelled or tag.find_parent("label"), f"an input without a label: {str(tag)[:200]}"


def no_integer_keys(tag):
    """Inner keys are nobody's business: an address names a row by its opaque id alone."""
    for attribute in OURS_IN_ADDRESSES:
        if attribute not in tag.attrs:
            continue
        address = urlsplit(tag[attribute])
        assert not re.search(r"/\d+(?:/|$)", address.path), f"an integer key in {tag[attribute]}"
        for name, value in parse_qsl(address.query):
            assert not (re.search(r"(^|_)id$", name) and value.isdigit()), (
                f"an integer key in {tag[attribute]}"
            )
    hidden = tag.name == "input" and tag.get("type") == "hidden" and tag.get("name", "").endswith("_id")
    if hidden or tag.has_attr("data-id"):
        value = tag.get("value") or tag.get("data-id") or ""
        assert not value.isdigit(), f"an integer key in {tag}"
