"""What higher rooms want to do when something happens to a person, without people knowing those rooms.

Each hook runs inside the transaction of the verb that fires it, in the order of registering.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Hook:
    """A moment other rooms may listen to: `@hook.register` above a function, `hook.fire(…)` in the verb."""

    def __init__(self) -> None:
        self.listeners: list[Callable[..., None]] = []

    def register(self, listener: Callable[..., None]) -> Callable[..., None]:
        """Have `listener` called from now on; the same one twice is called once."""
        if listener not in self.listeners:
            self.listeners.append(listener)
        return listener

    def fire(self, *facts: Any) -> None:
        """Tell every listener."""
        for listener in self.listeners:
            listener(*facts)


on_join = Hook()  # (person): they became active for the first time, or again after leaving
on_leave = Hook()  # (person): they left, or were suspended
on_place = Hook()  # (person or None for many): department or location changed
on_block = Hook()  # (by, other): a block was set
on_coordinator = Hook()  # (person, bool): they became a coordinator, or are one no longer
on_set_up = Hook()  # (person): the first coordinator's account was made; they have not joined yet
on_demo = Hook()  # (by): the first coordinator wants the demo organisation
