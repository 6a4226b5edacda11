"""The words of one's profile: adding, removing, and saying what was meant."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for

from peerportal.people.forms.profile import HeldWordForm, WordForm, clean_word, split_words
from peerportal.people.models.profile import FACETS
from peerportal.people.profile import facts, words
from peerportal.people.views import bp
from peerportal.people.views.profile import beside, screen
from peerportal.terms.models import Term
from peerportal.web.gates import door, person
from peerportal.web.htmx import leave_for, reply, wants_fragment


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
    if not form.validate() or not form.words:
        return _refused(form)
    taken = words.add_all(person(), [(form.facet.data, word) for word in form.words])
    asking = next((word for word in taken if word.asks), None)
    return _shown(form.facet.data, " ".join(map(_told, taken)), asking)


@bp.post("/profile/words/next")
@door("participant")
def finish_words() -> Any:
    """Go on to the next screen, taking along what still stands in a box."""
    boxes = zip(FACETS, request.form.getlist("text"), strict=False)
    words.add_all(
        person(), [(facet, word) for facet, text in boxes for word in split_words(clean_word(text))]
    )
    facts.reach_step(person(), "words")
    return leave_for(url_for("people.profile_working"))


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
