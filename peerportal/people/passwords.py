"""Passwords: hashed with argon2id, compared in the same time whether or not there is one, weak ones refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 256
# OWASP's second choice for argon2id (19 MiB, two passes, one lane): 16 at once take 304 MiB, not a gigabyte.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_COMMON = Path(__file__).parent / "data" / "common-passwords.txt"
_OWN_WORD = 5  # letters from which a name inside a password counts as the password itself


def hashed(password: str) -> str:
    """The argon2id hash to keep."""
    return _hasher.hash(_bytes(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one that was kept; without one (no such account) it takes just as long."""
    try:
        return _hasher.verify(kept or _nobodys(), _bytes(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other settings than today's and should be made again."""
    return _hasher.check_needs_rehash(kept)


def weakness(password: str, own_words: Iterable[str] = ()) -> str | None:
    """Why this password is refused, in a sentence, or None. `own_words`: name, address and the like."""
    if len(password) < SHORTEST:
        return (
            f"Please take at least {SHORTEST} characters. Four or five unrelated words are easy to remember."
        )
    if len(password) > LONGEST:
        return f"Please take at most {LONGEST} characters."
    plain = password.casefold()
    if plain in _common() or len(set(plain)) < SHORTEST // 3:
        return "This is one of the passwords that are tried first. Please take another one."
    rest = plain
    for word in own_words:
        if len(word) >= _OWN_WORD:
            rest = rest.replace(word.casefold(), "")
    if len(rest) < SHORTEST - 4:
        return "This is mostly your own name or address. Please take another one."
    return None


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())


def _bytes(password: str) -> bytes:
    # One form for letters that keyboards write in two ways; lone surrogates must not break the hashing.
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
