"""Beginning and ending a sign-in, in the table and in the browser together."""

from __future__ import annotations

from typing import Any

from flask import request, session
from flask_login import current_user

from peerportal.people.models import Person
from peerportal.people.sign_in import close_sign_in, open_sign_in, who_was
from peerportal.web import sessions


def begin(person: Person) -> None:
    """Sign a person in with this browser; a sign-in it had before ends."""
    before = session.get("_user_id", "")
    former = who_was(before)
    close_sign_in(before)
    same = former is not None and former.id == person.id
    sessions.sign_in(open_sign_in(person, browser_name()), person, same_as_before=same)


def end() -> None:
    """Sign this browser out."""
    if current_user.is_authenticated:
        close_sign_in(current_user.token)
    sessions.sign_out()


def present_token() -> str:
    """The token of the sign-in this request comes with."""
    return current_user.token


def forget_site(answer: Any) -> Any:
    """Have the browser drop what it stored of the portal; a shared computer shows nothing afterwards."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def browser_name() -> str:
    """The browser and the system it runs on in a few words, so that people recognise their own sign-ins."""
    agent = request.headers.get("User-Agent", "")
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for sign, name in browsers if sign in agent), "A browser")
    system = next((name for sign, name in systems if sign in agent), "")
    return f"{browser} on {system}" if system else browser
