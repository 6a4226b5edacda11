"""The deployment's keys: a file outside the database, made on first start, never in a backup of the data."""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path

KEY_BYTES = 32


class Keyring:
    """Master keys by id; the newest one wraps new data keys, every one opens what it wrapped."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError("The key file needs at least one key of 32 bytes.")
        self.keys = keys
        self.newest = max(keys)

    @classmethod
    def read(cls, path: Path) -> Keyring:
        """The keys in the file at `path`: a JSON object of id → base64 of 32 bytes."""
        stored = json.loads(path.read_text("ascii"))
        return cls({str(name): base64.b64decode(key, validate=True) for name, key in stored.items()})

    @classmethod
    def create(cls, path: Path) -> Keyring:
        """Make a key file with one new key, readable by its owner alone; another process may win the race."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"0001": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()})
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            # A hard link fails when the name is taken, so two processes starting at once agree on one file.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return cls.read(path)
