"""What the vocabulary asks of the room of people, which stands above it: whose words they are it never learns."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol


class Words(Protocol):
    """Answers about the words of profiles; `terms` are keys of terms. What people go through counts nowhere here."""

    def profiles(self, terms: Collection[int]) -> int:
        """How many profiles name one of these terms."""

    def profiles_naming_both(self, terms: Collection[int], others: Collection[int]) -> int:
        """How many profiles name one of these and one of those in the same list."""

    def spellings(self, terms: Collection[int], limit: int) -> list[tuple[str, int]]:
        """How these terms are written in profiles, and how often, the most frequent first."""

    def follow(self, terms: Collection[int], to: int, key: str) -> int:
        """Let every word of these terms that is read as `key` mean the term `to`; returns how many did.

        The typed words stay as they are. It locks the people concerned, then their words, then the terms.
        """

    def names(self, people: Collection[int]) -> dict[int, str]:
        """The names of these people, by key."""


_words: Words | None = None
_new_term: Callable[[], None] | None = None


def words_come_from(words: Words) -> None:
    """Say who answers; called once, where the rooms are connected."""
    global _words
    _words = words


def words() -> Words:
    """Whoever answers about the words of profiles."""
    if _words is None:
        raise RuntimeError("no room has said that it knows the words of profiles")
    return _words


def when_a_term_is_made(told: Callable[[], None]) -> None:
    """Say who is told, inside the transaction that makes it."""
    global _new_term
    _new_term = told


def on_new_term() -> None:
    """Tell that a term was made."""
    if _new_term is not None:
        _new_term()
