"""What can be done in a step: one route for every deed of every kind, and one for those that bring a picture."""

from __future__ import annotations

from typing import Any

from flask import make_response, request
from werkzeug.datastructures import CombinedMultiDict

from peerportal.activities import access, pictures, playing
from peerportal.activities.forms import form_of
from peerportal.activities.kind import Overtaken, Refused
from peerportal.activities.views.session import MINE, answer, changed
from peerportal.activities.views.shelf import bp
from peerportal.web.gates import door, person
from peerportal.web.headers import UPLOAD_BYTES
from peerportal.web.uploads import takes


@bp.post("/activities/sessions/<ref:ref>/<step>/<deed>")
@door("participant", to=MINE)
def take(ref: str, step: str, deed: str) -> Any:
    """Do it; what was refused comes back beside its blank, with everything that was typed."""
    return _take(ref, step, deed, request.form)


@bp.post("/activities/sessions/<ref:ref>/<step>/<deed>/with-picture")
@door("participant", to="activity of mine with pictures")
@takes(UPLOAD_BYTES, reaches=access.my_picture_deed)
def take_picture(ref: str, step: str, deed: str) -> Any:
    """The same for a deed that brings a picture."""
    return _take(ref, step, deed, CombinedMultiDict([request.form, request.files]), brings_picture=True)


@bp.get("/activities/sessions/<ref:ref>/pictures/<ref:picture>")
@door("participant", to="picture in an activity of mine")
def picture(ref: str, picture: str) -> Any:
    """The file of a picture; no browser keeps it."""
    group, row = access.my_picture(ref, picture)
    file = make_response(pictures.content(group, row, person()))
    file.mimetype = "image/webp"
    file.headers["Content-Disposition"] = "inline"
    return file


def _take(ref: str, step: str, deed: str, sent: Any, brings_picture: bool = False) -> Any:
    group, session, at, chosen = access.my_deed(ref, step, deed, brings_picture)
    form = form_of(session.kind, step, chosen, sent)
    bound = {"form": form, "step": step, "deed": deed}
    if not form.validate():
        return answer(ref, 422, **bound)
    try:
        said = playing.take(group, session, person(), at, chosen, form.sent())
    except Refused as refused:
        form.blame(refused.blank, str(refused))
        return answer(ref, 422, **bound)
    except Overtaken as met:
        form.version.data = met.version
        return answer(ref, 409, overtaken=met.now, **bound)
    return changed(ref, said, f"step-{step}")
