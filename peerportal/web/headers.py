"""The headers on every answer, and the bounds on every request."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from peerportal.core.settings import Settings
from peerportal.web.polls import Polls

BODY_BYTES = 256_000
UPLOAD_BYTES = 6_000_000
POLICY = (
    "default-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; connect-src 'self'; script-src 'self'; style-src 'self'"
)
SAFE, OURS = ("GET", "HEAD", "OPTIONS"), "same-origin"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: the check against forged requests needs the address over https.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
UNKEPT = ("Cache-Control", "no-store, private")
VARY = ("Cookie", "HX-Request", "HX-Request-Type")


class RefConverter(BaseConverter):
    """An opaque id in an address."""

    regex = "[a-z2-7]{26}"


def install(app: Flask, settings: Settings) -> None:
    """Set headers, bounds, host check and, behind a proxy, the caller's address."""
    app.url_map.converters["ref"] = RefConverter
    app.config.update(MAX_CONTENT_LENGTH=BODY_BYTES, MAX_FORM_MEMORY_SIZE=BODY_BYTES, MAX_FORM_PARTS=300)
    if settings.is_production:
        app.config["TRUSTED_HOSTS"] = [urlsplit(settings.base_url).hostname or ""]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]

    fixed = fixed_headers(settings)
    app.before_request(_come_to_our_own_host)
    app.before_request(_come_from_our_own_pages)

    @app.after_request
    def add_headers(answer: Response) -> Response:
        headers = answer.headers
        there = {name.lower() for name, _ in headers}
        for name, value in fixed:
            if name.lower() not in there:
                headers.add(name, value)
        if request.endpoint != "static":
            headers.setdefault(*UNKEPT)
            answer.vary.update(VARY)
        return answer

    app.wsgi_app = Polls(app, [*fixed, UNKEPT, ("Vary", ", ".join(VARY))])  # type: ignore[method-assign]


def fixed_headers(settings: Settings) -> list[tuple[str, str]]:
    """The headers that every answer has."""
    policy = POLICY + ("; upgrade-insecure-requests" if settings.is_https else "")
    secure = (
        [("Strict-Transport-Security", "max-age=63072000; includeSubDomains")] if settings.is_https else []
    )
    return [("Content-Security-Policy", policy), *ALWAYS.items(), *secure]


def _come_to_our_own_host() -> Response | None:
    # Under another name no address can be built, so there is no page to say it on either.
    if isinstance(request.routing_exception, SecurityError):
        return Response("The portal does not answer under this name.\n", 400, mimetype="text/plain")
    return None


def _come_from_our_own_pages() -> None:
    # A second lock beside the token: browsers say where a request was started, and pages cannot lie about it.
    if request.method not in SAFE and request.headers.get("Sec-Fetch-Site", OURS) != OURS:
        abort(403)
