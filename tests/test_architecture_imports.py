"""House rules about who may import what: to change a rule, change it here first.

Each rule is one test, which names every place that breaks it.
"""

from tests.sources import CODE, EDGE, FILES, ORDER, name_of, none, parts_of, room_of, source_of

WEB_LIBRARIES = {"flask", "flask_login", "flask_wtf", "htmx_flask", "wtforms", "werkzeug"}


def imports_of_ours(path):
    """(line, dotted name, its parts) of what a file imports of the portal."""
    for line, dotted in source_of(path).imports:
        parts = dotted.split(".")
        if parts[0] == "peerportal" and len(parts) > 1:
            yield line, dotted, parts


def test_a_room_imports_only_rooms_to_its_right():
    none(
        f"{name_of(path, line)} must not import {dotted}"
        for path in FILES
        if room_of(path)
        for line, dotted, parts in imports_of_ours(path)
        if parts[1] not in rooms_open_to(room_of(path))
    )


def rooms_open_to(room):
    return [room, "core"] if room in ("web", "core") else ORDER[ORDER.index(room) :]


def test_nobody_imports_another_rooms_edge():
    none(
        f"{name_of(path, line)} must not import {dotted}"
        for path in FILES
        if room_of(path)
        for line, dotted, parts in imports_of_ours(path)
        if parts[1] not in (room_of(path), "web", "core") and EDGE & set(parts[2:])
    )


def test_the_domain_knows_no_web():
    none(
        f"{name_of(path, line)} must not know {dotted}"
        for path in FILES
        if room_of(path) not in ("", "web") and not parts_of(path) & (EDGE | {"cli"})
        for line, dotted in source_of(path).imports
        if dotted.split(".")[0] in WEB_LIBRARIES
    )


def test_only_the_vault_knows_the_cipher():
    none(
        f"{name_of(path, line)} must leave {dotted} to core/vault"
        for path in FILES
        if path.relative_to(CODE).parts[:2] not in {("core", "vault.py"), ("core", "vault")}
        for line, dotted in source_of(path).imports
        if dotted.startswith("cryptography")
    )
