"""The words of one's profile: adding, removing, and saying what was meant."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for

from peerportal.people.forms.profile import HeldWordForm, WordForm, clean_word
from peerportal.people.models.profile import FACETS
from peerportal.people.profile import facts, words
from peerportal.people.views import bp
from peerportal.people.views.profile import beside, screen
from peerportal.terms.models import Term
from peerportal.web.gates import door, person
from peerportal.web.htmx import reply, wants_fragment


@bp.get("/profile/words")
@door("participant")
def profile_words() -> Any:
    """What one offers, seeks, likes and is going through."""
    return screen("words", asked=_asked(), everyday=Term.most_used(40))


def _asked() -> words.Word | None:
    """Without htmx the question what a word means stands in the address, by the opaque id of its term."""
    facet, ref = request.args.get("facet", ""), request.args.get("ask", "")
    return words.asked(person(), facet, ref) if facet in FACETS and ref else None


@bp.get("/profile/words/complete")
@door("participant")
def complete_word() -> Any:
    """Labels for what is being typed in one of the four lists."""
    facet = request.args.get("facet", "")
    if facet not in FACETS:
        abort(404)
    typed = clean_word(request.args.get("text"))
    offered = Term.completions(typed) if typed else []
    return render_template("people/profile/_options.html", facet=facet, offered=offered, typed=typed)


@bp.post("/profile/words")
@door("participant")
def add_word() -> Any:
    """Take one more word."""
    form = WordForm.from_request()
    if not form.validate() or not form.word:
        return _refused(form)
    word = words.add(person(), form.facet.data, form.word)
    return _shown(form.facet.data, _told(word), word if word.asks else None)


def _told(word: words.Word) -> str:
    if word.asks:
        return f"{word.typed} is noted. It could mean several things: which one?"
    return (
        f"{word.typed} is noted, understood as {word.label}."
        if word.understood
        else f"{word.typed} is noted."
    )


@bp.post("/profile/words/remove")
@door("participant")
def remove_word() -> Any:
    """Take a word away."""
    form = HeldWordForm.from_request()
    if not form.validate():
        abort(404)
    words.drop(person(), form.facet.data, form.term.data)
    return _shown(form.facet.data, "Removed.")


@bp.post("/profile/words/mean")
@door("participant")
def mean_word() -> Any:
    """Say what a word means, or that it means itself."""
    form = HeldWordForm.from_request()
    word = form.validate() and words.understand_as(
        person(), form.facet.data, form.term.data, form.label.data or ""
    )
    if not word:
        abort(404)
    return _shown(form.facet.data, f"{word.typed} now stands for {word.label}.")


def _shown(facet: str, said: str, asked: words.Word | None = None) -> Any:
    """The list with its change, what stands beside it, and one sentence."""
    facts.reach_step(person(), "words")
    if not wants_fragment():
        flash(said)
        ask: dict[str, Any] = {"facet": facet, "ask": asked.ref} if asked else {}
        return redirect(url_for("people.profile_words", **ask, _anchor=f"list-{facet}"), 303)
    body = render_template("people/profile/words.swap.html", facet=facet, asked=asked, said=said, **beside())
    answer = current_app.make_response(body)
    answer.headers["HX-Trigger"] = "profile-saved"
    return answer


def _refused(form: WordForm) -> Any:
    facet = form.facet.data
    if facet not in FACETS:
        abort(404)
    problem = " ".join(form.text.errors) or "Please write a word first."
    shown = {"problem": problem, "typed": form.text.data or "", "problem_in": facet}
    if wants_fragment():
        body = render_template("people/profile/_list.html", facet=facet, **beside(), **shown)
        return reply(body, 422, retarget=f"#list-{facet}", reswap="outerHTML")
    return screen("words", 422, everyday=Term.most_used(40), **shown)
