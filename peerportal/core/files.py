"""Files people bring: a folder by default, behind an interface small enough for any store."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

KEY = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,8}")
_folder: Path | None = None


def use(folder: Path) -> None:
    """Keep files in this folder from now on."""
    global _folder
    folder.mkdir(parents=True, exist_ok=True)
    _folder = folder


def save(data: bytes, suffix: str) -> str:
    """Keep the bytes under a new random key that ends in the suffix; returns the key."""
    key = f"{secrets.token_hex(16)}.{suffix}"
    target = path(key)
    target.parent.mkdir(exist_ok=True)
    draft = target.with_suffix(".part")
    with open(draft, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(target)
    return key


def path(key: str) -> Path:
    """Where the file with this key lies; ValueError for anything but a key of ours."""
    if not KEY.fullmatch(key) or _folder is None:
        raise ValueError("not the key of a stored file")
    return _folder / key[:2] / key


def read(key: str) -> bytes:
    """The bytes under this key; FileNotFoundError when there are none."""
    return path(key).read_bytes()


def delete(key: str) -> None:
    """Forget the file; not having it is fine."""
    path(key).unlink(missing_ok=True)
