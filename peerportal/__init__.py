"""PeerPortal: the composition root puts settings, core, web and the rooms together."""

from __future__ import annotations

import logging
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from htmx_flask import Htmx

from peerportal import cli, rooms
from peerportal.core import db, files, mail, vault
from peerportal.core.keyring import Keyring
from peerportal.core.settings import Settings, UnsafeSettings
from peerportal.groups.endings import retention
from peerportal.people.sign_in import person_of
from peerportal.terms import semantic
from peerportal.web import errors, gates, headers, nav, sessions, static, templates, uploads

TOP = Path(__file__).parent.parent


def create_app(settings: Settings | None = None) -> Flask:
    """The application, on the database and with the keys that the settings name; raises UnsafeSettings."""
    settings = settings or Settings.from_env()
    settings.check()
    app = templates.application(TOP)
    app.config["PORTAL"] = settings
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    db.open_database(settings.database)
    vault.use(_keyring(settings))
    files.use(settings.data_dir / "files")
    mail.use(settings, TOP / "templates" / "mail")
    semantic.use(settings.semantic)
    retention.use(settings.retention_days)
    _connect_per_request(app)
    Htmx(app)
    sessions.install(app, settings)
    uploads.install(app)
    CSRFProtect(app)
    headers.install(app, settings)
    errors.install(app)
    nav.install(app)
    static.install(app)
    templates.install(app)
    gates.people_come_from(person_of)
    rooms.install(app)
    cli.install(app)
    return app


def _keyring(settings: Settings) -> Keyring:
    """The deployment's keys; made on the very first start, never when there are words sealed with lost ones."""
    if settings.keys.exists():
        return Keyring.read(settings.keys)
    with db.database.connection_context():
        if vault.Space.table_exists() and vault.Space.select().exists():
            raise UnsafeSettings(
                f"KEY_FILE {settings.keys} is missing, and what people wrote is sealed with it: put its copy back."
            )
    ring = Keyring.create(settings.keys)
    logging.getLogger("peerportal").warning(
        "Made the key file %s. Keep a copy of it apart from the data: without it nobody can read what was written.",
        settings.keys,
    )
    return ring


def _connect_per_request(app: Flask) -> None:
    """One connection a request, taken from and given back to those that are kept open."""

    @app.before_request
    def open_connection() -> None:
        db.database.connect(reuse_if_open=True)

    @app.teardown_appcontext
    def settle(problem: BaseException | None) -> None:
        if not db.database.is_closed() and not db.database.in_transaction():
            db.database.close()
