"""Figures as they are printed: a value, its goal, and whether it was met."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

WIDTH = 42


def heading(text: str, columns: str = "") -> None:
    """A title, and what stands in the columns after the number of people and the name."""
    print(f"\n{text}\n{'people':>9}  {'':{WIDTH}} {columns}", flush=True)


def line(people: int, name: str, said: str, value: float | None = None, goal: float | None = None) -> None:
    """One row; with a goal also whether `value` reaches it (at most so much)."""
    verdict = ""
    if goal is not None and value is not None:
        verdict = f"  goal <= {goal:g}: {'met' if value <= goal else 'not met'}"
    print(f"{people:>9,}  {name:{WIDTH}} {said}{verdict}", flush=True)


class Times:
    """How long something took, each time: seconds by the clock and of this thread's processor."""

    def __init__(self) -> None:
        self._clock: list[float] = []
        self._processor: list[float] = []

    @classmethod
    def of(cls, function: Callable[[Any], object], given: Iterable[Any]) -> Times:
        """One call for each of what is given. The garbage collector is left as it is in a server."""
        times = cls()
        for one in given:
            begun, spent = time.perf_counter(), time.thread_time()
            function(one)
            times._clock.append(time.perf_counter() - begun)
            times._processor.append(time.thread_time() - spent)
        return times

    def p(self, percent: int) -> float:
        """Milliseconds by the clock within which so many percent were done."""
        return float(np.percentile(self._clock, percent)) * 1000

    @property
    def said(self) -> str:
        """p50 and p95 by the clock, p50 of the processor."""
        processor = float(np.median(self._processor)) * 1000
        return f"{self.p(50):9.3f} {self.p(95):9.3f} {processor:9.3f}"


SAID = f"{'p50 ms':>9} {'p95 ms':>9} {'CPU p50':>9}"


def bytes_of(thing: object) -> int:
    """Bytes of all arrays that can be reached from something."""
    seen: set[int] = set()
    arrays: dict[int, int] = {}
    left = [thing]
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, type) or type(one).__name__ in ("module", "function"):
            continue
        seen.add(id(one))
        if isinstance(one, np.ndarray):
            owner = one.base if isinstance(one.base, np.ndarray) else one
            arrays[id(owner)] = owner.nbytes
        else:
            left += gc.get_referents(one)
    return sum(arrays.values())
