"""Addresses in templates: built by Flask once for each shape, filled in afterwards.

A pair's page holds more than a hundred and sixty addresses that differ by an opaque id alone, and building them took a
seventh of its time.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, url_for

from peerportal.core.ids import REF

_shapes: dict[tuple[str, ...], str] = {}


def address_of(endpoint: str, **values: Any) -> str:
    """The same as flask's `url_for`, which it asks for all but the simple shapes."""
    if endpoint == "static" and values.keys() == {"filename"}:
        return _kept((endpoint, values["filename"]), endpoint, values)
    if endpoint.startswith(".") or not all(
        isinstance(value, str) and REF.fullmatch(value) for value in values.values()
    ):
        return url_for(endpoint, **values)
    shape = (endpoint, *values)
    pattern = _shapes.get(shape)
    if pattern is None:
        pattern = _shapes[shape] = _pattern(endpoint, list(values))
    return pattern.format_map(values)


def _pattern(endpoint: str, names: list[str]) -> str:
    # Each name stands in for itself by an opaque id of its own, which is then found again in the address.
    stand_ins: dict[str, Any] = {name: "abcdefghijklmnopqrstuvwxyz"[at] * 26 for at, name in enumerate(names)}
    built = url_for(endpoint, **stand_ins).replace("{", "{{").replace("}", "}}")
    for name, stand_in in stand_ins.items():
        built = built.replace(stand_in, f"{{{name}}}")
    return built


def _kept(key: tuple[str, ...], endpoint: str, values: dict[str, Any]) -> str:
    if key not in _shapes:
        _shapes[key] = url_for(endpoint, **values)
    return _shapes[key]


def install(app: Flask) -> None:
    """Have templates build their addresses this way."""
    _shapes.clear()
    app.jinja_env.globals["url_for"] = address_of
