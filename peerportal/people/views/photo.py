"""A person's photo: one's own to set and remove, everybody's in the programme to see."""

from __future__ import annotations

from typing import Any

from flask import abort, make_response, request, url_for

from peerportal.core import files
from peerportal.core.rules import RuleBroken
from peerportal.people.forms.sign_in import ConfirmForm
from peerportal.people.profile import photo
from peerportal.people.views import bp
from peerportal.people.views.profile import screen
from peerportal.web.gates import door, person
from peerportal.web.headers import UPLOAD_BYTES
from peerportal.web.htmx import done
from peerportal.web.uploads import takes


@bp.get("/people/<ref:ref>/photo")
@door("participant", to="photo of somebody in the programme")
def show_photo(ref: str) -> Any:
    """The photo; a browser may keep it, but asks each time whether it may still show it."""
    key = photo.photo_seen_by(person(), ref) or abort(404)
    answer = make_response(files.read(key))
    answer.mimetype = "image/webp"
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = "inline"
    answer.set_etag(key)
    return answer.make_conditional(request)


@bp.post("/profile/photo")
@door("participant")
@takes(UPLOAD_BYTES)
def set_photo() -> Any:
    """Show a photo from now on."""
    ConfirmForm.from_request().validate()
    uploaded = request.files.get("photo")
    try:
        if not uploaded or not uploaded.filename:
            raise RuleBroken("Please choose a file first.")
        photo.set_photo(person(), uploaded.read(photo.BYTES + 1))
    except RuleBroken as broken:
        return screen("photo", 422, problem=str(broken))
    return done(url_for("people.profile_photo"), "Your photo is shown from now on.")


@bp.get("/profile/photo")
@door("participant")
def profile_photo() -> Any:
    """One's photo, beside everything else others see."""
    return screen("photo")


@bp.post("/profile/photo/remove")
@door("participant")
def remove_photo() -> Any:
    """Show initials again."""
    ConfirmForm.from_request().validate()
    photo.remove_photo(person())
    return done(url_for("people.profile_photo"), "Your photo is gone. Your initials are shown instead.")
