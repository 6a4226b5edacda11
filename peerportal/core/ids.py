"""Opaque ids: what an address, a mail or a calendar entry may show of a row."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

REF = re.compile(r"[a-z2-7]{26}")


def new_ref() -> str:
    """A random 128-bit id as 26 lower-case base32 characters."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def new_secret() -> str:
    """A random 256-bit secret for a link or a sign-in, safe in an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What the database keeps of a secret: its SHA-256 in hex."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
