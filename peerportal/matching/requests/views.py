"""Asking somebody, and answering."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, url_for

from peerportal.matching import suggestions
from peerportal.matching.eligibility import Meeting
from peerportal.matching.models.requests import PeerRequest
from peerportal.matching.requests import access, answers, sending, telling
from peerportal.matching.requests.forms import (
    AskForm,
    DeclineForm,
    NotSoForm,
    QuestionForm,
    ReplyForm,
    WeMeetForm,
)
from peerportal.matching.requests.opening import opening_note
from peerportal.programmes.models import Programme
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

bp = Blueprint("requests", __name__)
PAGE, FRAGMENT = "matching/requests/request.html", "matching/requests/_request.html"
OPENED = "Your page is open: your agenda, your agreement, your meetings."


@bp.get("/requests")
@door("participant")
def my_requests() -> Any:
    """What waits for me, what I wait for, and what is over."""
    return show("matching/requests/requests.html", mine=telling.my_requests(person()))


@bp.get("/requests/<ref:request_ref>")
@door("participant", to="request of mine")
def show_request(request_ref: str) -> Any:
    """One request, and what I may do with it."""
    return show(PAGE, FRAGMENT, **_facts(request_ref))


def _facts(ref: str, **forms: Any) -> dict[str, Any]:
    told = telling.tell(access.request_of(person(), ref), person())
    decline = NotSoForm if told.meets else DeclineForm
    empty = {"question_form": QuestionForm(), "reply_form": ReplyForm(), "decline_form": decline()}
    cards = suggestions.first(person().id, 2) if told.was_refused else []
    return empty | {"told": told, "programme": Programme.current(), "cards": cards} | forms


def _again(ref: str, **forms: Any) -> Any:
    return show(PAGE, FRAGMENT, status=422, **_facts(ref, **forms))


def _moved_on(ref: str, said: str) -> Any:
    return done(url_for(".show_request", request_ref=ref), said, FRAGMENT, **_facts(ref))


@bp.get("/people/<ref:person_ref>/ask")
@door("participant", to="person I may see")
def ask(person_ref: str) -> Any:
    """The note, begun from the reasons; or why this person cannot be asked right now."""
    meeting = access.someone_to_ask(person(), person_ref)
    there = PeerRequest.open_between(person(), meeting.other) if meeting.has_open_request else None
    if there is not None:
        return redirect(url_for(".show_request", request_ref=there.ref))
    return _ask_page(meeting, AskForm(note=opening_note(meeting)))


def _ask_page(meeting: Meeting, form: Any, status: int = 200) -> Any:
    why_not = meeting.why_not() or sending.why_no_more(person(), meeting.programme)
    facts = {"to": meeting.other, "form": form, "programme": meeting.programme, "why_not": why_not}
    return show("matching/requests/ask.html", "matching/requests/_ask.html", status=status, **facts)


@bp.post("/people/<ref:person_ref>/ask")
@door("participant", to="person I may see")
def send(person_ref: str) -> Any:
    """Send the request; when the other has asked meanwhile, the two have their first chat at once."""
    meeting = access.someone_to_ask(person(), person_ref)
    form = AskForm.from_request()
    if not form.validate():
        return _ask_page(meeting, form, 422)
    sent = sending.send(person(), meeting.other, form.note.data)
    said = "Sent." if sent.is_open else "You had both asked: you have a first chat. Now find a date."
    return done(url_for(".show_request", request_ref=sent.ref), said)


@bp.get("/people/<ref:person_ref>/we-meet")
@door("participant", to="person I may see")
def we_meet(person_ref: str) -> Any:
    """Say that the two of us already meet; or why that cannot be noted right now."""
    meeting = access.someone_to_ask(person(), person_ref)
    there = PeerRequest.open_between(person(), meeting.other) if meeting.has_open_request else None
    if there is not None:
        return redirect(url_for(".show_request", request_ref=there.ref))
    return _we_meet_page(meeting, WeMeetForm())


def _we_meet_page(meeting: Meeting, form: Any, status: int = 200) -> Any:
    why_not = meeting.why_not() or sending.why_no_more(person(), meeting.programme)
    facts = {"to": meeting.other, "form": form, "programme": meeting.programme, "why_not": why_not}
    template = "matching/requests/we_meet.html"
    return show(template, "matching/requests/_we_meet.html", status=status, **facts)


@bp.post("/people/<ref:person_ref>/we-meet")
@door("participant", to="person I may see")
def say_we_meet(person_ref: str) -> Any:
    """Have the other confirm it; when the other has said the same meanwhile, the two have their page at once."""
    meeting = access.someone_to_ask(person(), person_ref)
    form = WeMeetForm.from_request()
    if not form.validate():
        return _we_meet_page(meeting, form, 422)
    sent = sending.send(person(), meeting.other, form.note.data or "", meets=True)
    said = f"{meeting.other.first_name} is asked to confirm it." if sent.is_open else OPENED
    return done(url_for(".show_request", request_ref=sent.ref), said)


@bp.post("/requests/<ref:request_ref>/accept")
@door("participant", to="request to me")
def accept(request_ref: str) -> Any:
    """Yes to a first chat, or to already meeting."""
    peer_request = access.request_to(person(), request_ref)
    group = answers.accept(peer_request, person())
    said = OPENED if peer_request.meets else "You have a first chat. Now find a date."
    return done(url_for("groups.group_page", ref=group.ref), said)


@bp.post("/requests/<ref:request_ref>/ask-back")
@door("participant", to="request to me")
def ask_back(request_ref: str) -> Any:
    """One question before answering."""
    peer_request, form = access.request_to(person(), request_ref), QuestionForm.from_request()
    if not form.validate():
        return _again(request_ref, question_form=form)
    answers.ask_back(peer_request, person(), form.question.data)
    return _moved_on(request_ref, "Your question is on its way.")


@bp.post("/requests/<ref:request_ref>/decline")
@door("participant", to="request to me")
def decline(request_ref: str) -> Any:
    """Not now, or not so, with kind words."""
    peer_request = access.request_to(person(), request_ref)
    form = (NotSoForm if peer_request.meets else DeclineForm).from_request()
    if not form.validate():
        return _again(request_ref, decline_form=form)
    answers.decline(peer_request, person(), form.parting)
    said = "You said not so" if peer_request.meets else "You said not now"
    return _moved_on(request_ref, f"{said}, in kind words.")


@bp.post("/requests/<ref:request_ref>/reply")
@door("participant", to="request of mine to somebody")
def reply(request_ref: str) -> Any:
    """The answer to the one question."""
    peer_request, form = access.request_by(person(), request_ref), ReplyForm.from_request()
    if not form.validate():
        return _again(request_ref, reply_form=form)
    sending.reply(peer_request, person(), form.reply.data)
    return _moved_on(request_ref, "Your answer is on its way.")


@bp.post("/requests/<ref:request_ref>/withdraw")
@door("participant", to="request of mine to somebody")
def withdraw(request_ref: str) -> Any:
    """Take a request back."""
    sending.withdraw(access.request_by(person(), request_ref), person())
    return _moved_on(request_ref, "You took your request back.")


@bp.post("/requests/<ref:request_ref>/revive")
@door("participant", to="request of mine")
def revive(request_ref: str) -> Any:
    """Open an expired request again."""
    sending.revive(access.request_of(person(), request_ref), person())
    return _moved_on(request_ref, "The request is open again.")
