"""Which rooms the house has, and how they are connected."""

from __future__ import annotations

from flask import Flask

from peerportal import seed
from peerportal.activities import admin as activities_admin
from peerportal.activities import views as activities
from peerportal.concerns import admin as concerns_admin
from peerportal.concerns import views as concerns
from peerportal.groups import admin as groups_admin
from peerportal.groups import views as groups
from peerportal.home import admin as home_admin
from peerportal.home import views as home
from peerportal.matching import admin as matching_admin
from peerportal.matching import photos
from peerportal.matching import views as matching
from peerportal.matching.requests import views as requests
from peerportal.people import admin as people_admin
from peerportal.people import hooks
from peerportal.people import views as people
from peerportal.people.profile import photo, vocabulary
from peerportal.people.views import unsent as people_unsent
from peerportal.programmes import admin as programmes_admin
from peerportal.terms import admin as terms_admin
from peerportal.terms import hooks as terms_hooks
from peerportal.web import unsent

BLUEPRINTS = (
    people.bp,
    people_admin.admin_bp,
    terms_admin.admin_bp,
    programmes_admin.admin_bp,
    groups.bp,
    groups_admin.admin_bp,
    matching.bp,
    matching_admin.admin_bp,
    requests.bp,
    activities.bp,
    activities_admin.admin_bp,
    concerns.bp,
    concerns_admin.admin_bp,
    home.bp,
    home_admin.admin_bp,
)


def install(app: Flask) -> None:
    """Register every room, and connect what a lower room asks of a higher one."""
    hooks.on_demo.register(seed.load_demo)
    photo.also_asks(photos.reachable)
    unsent.shown_by(people_unsent.keep)
    terms_hooks.words_come_from(vocabulary)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
