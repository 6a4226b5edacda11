"""What a figure was measured on."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NAMED = (
    "flask", "werkzeug", "jinja2", "peewee", "apsw", "granian", "flask-login",
    "numpy", "rapidfuzz", "scikit-learn", "tantivy",
)  # fmt: skip


def describe(seed: int) -> str:
    """Machine, versions, load and seed in three lines."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )
    load = " ".join(f"{part:.2f}" for part in os.getloadavg())
    versions = ", ".join(f"{name} {_version(name)}" for name in NAMED)
    versions += f"; SQLite {sqlite3.sqlite_version} for FTS5"
    return f"{os.cpu_count()} x {model}; load {load}; seed {seed}\nPython {platform.python_version()}; {versions}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
