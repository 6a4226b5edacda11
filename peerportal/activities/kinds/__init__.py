"""The kinds of activities: one file each, found by being here, in the order of their numbers."""

from __future__ import annotations

import importlib
import pkgutil

from peerportal.activities.kind import Kind


def found(path: list[str], package: str) -> dict[str, Kind]:
    """The kinds in the modules of a package by their keys; each module holds its own as KIND."""
    modules = [importlib.import_module(f"{package}.{module.name}") for module in pkgutil.iter_modules(path)]
    kinds: list[Kind] = sorted((module.KIND for module in modules), key=lambda kind: kind.number)
    return {kind.key: kind for kind in kinds}


KINDS = found(list(__path__), __name__)
