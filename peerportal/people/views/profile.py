"""One's own profile: four short screens, saved as one goes, and a last one to read it through."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import current_app, redirect, render_template, request, url_for

from peerportal.people.forms.profile import HoursForm, WhereForm, WorkingForm, split_list
from peerportal.people.forms.sign_in import ConfirmForm
from peerportal.people.profile import facts, standing
from peerportal.people.profile.card import card_of, clock_face
from peerportal.people.profile.languages import one_name_each
from peerportal.people.views import bp
from peerportal.web.forms import SelectChoice
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, leave_for, reply, wants_fragment

SCREENS = [
    ("where", "Where you are"),
    ("words", "Offer and seek"),
    ("working", "How you like to work"),
    ("hours", "When"),
    ("review", "Read it through"),
]


def screen(name: str, status: int = 200, **shown: Any) -> Any:
    """One screen of the profile with the path through all of them and how others see it."""
    page = {"here": name, "screens": SCREENS, **beside()}
    return render_template(f"people/profile/{name}.html", **page | shown), status


def beside() -> dict[str, Any]:
    """What stands beside each form: one's card as others see it, and where the first suggestions come from."""
    live = "matching.live_suggestions" in current_app.view_functions
    return {"card": card_of(person()), "live_url": url_for("matching.live_suggestions") if live else None}


def saved(name: str) -> Any:
    """After saving: only what changed beside the form when htmx saved it in passing, else on to where they go."""
    if wants_fragment():
        answer = current_app.make_response(render_template("people/profile/saved.swap.html", **beside()))
        answer.headers["HX-Trigger"] = "profile-saved"
        return answer
    if request.form.get("do") == "later":
        return redirect("/", 303)
    names = [screen_name for screen_name, _ in SCREENS]
    after = names[names.index(name) + 1]
    facts.reach_step(person(), after)
    return redirect(url_for(f"people.profile_{after}"), 303)


def refused(name: str, form: Any) -> Any:
    """The same form again with what was typed, and what is wrong beside the field."""
    if wants_fragment():
        body = render_template(f"people/profile/_{name}.html", form=form)
        return reply(body, 422, retarget=f"#{name}", reswap="outerMorph")
    return screen(name, 422, form=form)


@bp.get("/profile")
@door("participant")
def profile() -> Any:
    """The profile as others see it; before it is published, the screen one had come to."""
    page = beside()
    if page["card"].profile.published_at is None:
        at = min(page["card"].profile.step, len(SCREENS)) - 1
        return redirect(url_for(f"people.profile_{SCREENS[at][0]}"))
    return render_template("people/profile/profile.html", screens=SCREENS, **page)


def _where_form(posted: bool) -> WhereForm:
    me = person()
    shown = facts.where_of(me) | {"languages": ", ".join(facts.profile_of(me).languages)}
    form = WhereForm.from_request(data=shown) if posted else WhereForm(data=shown)
    form.level.choices = [
        SelectChoice("", "Not said"),
        *(SelectChoice(level.folded, level.name) for level in facts.levels()),
    ]
    form.departments, form.locations = facts.known_places()
    return form


@bp.get("/profile/where")
@door("participant")
def profile_where() -> Any:
    """Where one is: department, location, level, languages."""
    return screen("where", form=_where_form(posted=False))


@bp.post("/profile/where")
@door("participant")
def save_where() -> Any:
    """Keep where one is."""
    form = _where_form(posted=True)
    if not form.validate():
        return refused("where", form)
    values = {name: form[name].data or "" for name in ("title", "department", "location", "level")}
    languages = one_name_each(split_list(form.languages.data))
    facts.save_where(person(), facts.Where(**values, languages=languages))
    return saved("where")


@bp.get("/profile/working")
@door("participant")
def profile_working() -> Any:
    """How one likes to work."""
    me = facts.profile_of(person())
    form = WorkingForm(data={"style": me.style, "line": me.line, "formats": me.formats, "room": str(me.room)})
    return screen("working", form=form)


@bp.post("/profile/working")
@door("participant")
def save_working() -> Any:
    """Keep how one likes to work."""
    form = WorkingForm.from_request()
    if not form.validate():
        return refused("working", form)
    words = {name: form[name].data or "" for name in ("style", "line")}
    working = facts.Working(**words, formats=form.formats.data or [], room=int(form.room.data))
    facts.save_working(person(), working)
    return saved("working")


def _hours_form(posted: bool) -> HoursForm:
    me = person()
    shown = facts.profile_of(me)
    times = {name: dt.time.fromisoformat(clock_face(getattr(shown, name))) for name in ("starts", "ends")}
    days = [str(bit) for bit in range(7) if shown.days >> bit & 1]
    held = {"time_zone": me.time_zone, "days": days, **times}
    form = HoursForm.from_request() if posted else HoursForm(data=held)
    form.time_zone.choices = [SelectChoice(zone, zone) for zone in facts.time_zones(me.time_zone)]
    return form


@bp.get("/profile/hours")
@door("participant")
def profile_hours() -> Any:
    """When one works."""
    return screen("hours", form=_hours_form(posted=False))


@bp.post("/profile/hours")
@door("participant")
def save_hours() -> Any:
    """Keep when one works."""
    form = _hours_form(posted=True)
    if not form.validate():
        return refused("hours", form)
    facts.save_hours(person(), facts.Hours(**form.values))
    return saved("hours")


@bp.get("/profile/review")
@door("participant")
def profile_review() -> Any:
    """Everything once more, and who will see what."""
    return screen("review")


@bp.post("/profile/publish")
@door("participant")
def publish_profile() -> Any:
    """Let others find me."""
    ConfirmForm.from_request().validate()
    facts.publish(person())
    return done(url_for("people.profile"), "Your profile is published. Welcome.")


@bp.post("/profile/pause")
@door("participant")
def pause() -> Any:
    """Stand in nobody's list for a while."""
    ConfirmForm.from_request().validate()
    standing.pause(person())
    return done(
        url_for("people.profile"), "You are paused: nobody is shown your profile until you come back."
    )


@bp.post("/profile/resume")
@door("participant")
def resume() -> Any:
    """Be found again."""
    ConfirmForm.from_request().validate()
    standing.resume(person())
    return done(url_for("people.profile"), "Welcome back: you are shown to others again.")


@bp.route("/profile/leave", methods=["GET", "POST"])
@door("participant")
def leave() -> Any:
    """Leave the programme, after one page that says what ends."""
    if request.method == "GET":
        return render_template("people/profile/leave.html")
    ConfirmForm.from_request().validate()
    standing.leave(person())
    return leave_for(url_for("people.sign_in"))
