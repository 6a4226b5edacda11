"""Until when a page holds that nothing is done to: what it says of the present is right only for a while."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from peewee import Model

# Meetings begin and days end with a quarter of an hour, in every zone there is.
STEP = dt.timedelta(minutes=15)
PLAIN = (str, int, float, bytes, bool, type(None))


def valid_until(facts: Any, now: dt.datetime) -> dt.datetime:
    """The next moment at which a page made of these facts may say something else.

    That is the first moment named in them that is still to come (a meeting begins, an offer passes), and the next
    quarter of an hour at the latest, for what is counted in days.
    """
    coming = [at for at in moments(facts) if at > now]
    return min([_next_step(now), *coming])


def moments(facts: Any) -> Iterator[dt.datetime]:
    """Every moment in nested facts."""
    waiting, met = [facts], set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, dt.datetime):
            if part.tzinfo is not None:
                yield part
        elif not isinstance(part, PLAIN) and id(part) not in met:
            met.add(id(part))
            waiting += _parts(part)


def _parts(facts: Any) -> Iterable[Any]:
    if isinstance(facts, dict):
        return facts.values()
    if isinstance(facts, list | tuple | set | frozenset):
        return facts
    if isinstance(facts, Model):
        return facts.__data__.values()
    if dataclasses.is_dataclass(facts) and not isinstance(facts, type):
        return [getattr(facts, name) for name in facts.__dataclass_fields__]
    return ()


def _next_step(now: dt.datetime) -> dt.datetime:
    past = now - now.replace(minute=0, second=0, microsecond=0)
    return now - past % STEP + STEP
