"""How often something may be tried: counted in the database, so that it holds over processes, hosts and restarts."""

from __future__ import annotations

from typing import Any

import limits
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from peewee import Case, CharField, DoubleField, IntegerField, PeeweeException

from peerportal.core import clock
from peerportal.core.db import BaseModel, transaction
from peerportal.core.ids import digest


class RateHit(BaseModel):
    """How often a key was used until it expires (seconds since the epoch)."""

    key = CharField(max_length=64, primary_key=True)
    hits = IntegerField()
    expires = DoubleField(index=True)


class PortalStorage(Storage):
    """The storage that the limits library counts in."""

    STORAGE_SCHEME = ["portal"]

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)

    @property
    def base_exceptions(self) -> type[Exception]:
        return PeeweeException

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now = clock.timestamp()
        fresh = RateHit.expires <= now
        with transaction():
            rows = (
                RateHit.insert(key=digest(key), hits=amount, expires=now + expiry)
                .on_conflict(
                    conflict_target=[RateHit.key],
                    update={
                        RateHit.hits: Case(None, [(fresh, amount)], RateHit.hits + amount),
                        RateHit.expires: Case(None, [(fresh, now + expiry)], RateHit.expires),
                    },
                )
                .returning(RateHit.hits)
                .tuples()
                .execute()
            )
            return list(rows)[0][0]

    def _live(self, key: str) -> RateHit | None:
        return RateHit.get_or_none(RateHit.key == digest(key), RateHit.expires > clock.timestamp())

    def get(self, key: str) -> int:
        row = self._live(key)
        return row.hits if row else 0

    def get_expiry(self, key: str) -> float:
        row = self._live(key)
        return row.expires if row else clock.timestamp()

    def check(self) -> bool:
        return RateHit.table_exists()

    def reset(self) -> int:
        return RateHit.delete().execute()

    def clear(self, key: str) -> None:
        RateHit.delete().where(RateHit.key == digest(key)).execute()


_limiter = FixedWindowRateLimiter(PortalStorage())


def hit(rule: str, *keys: str) -> bool:
    """Count one use under `rule` (such as "10 per 15 minutes"); False when it was one too many."""
    return _limiter.hit(limits.parse(rule), *keys)


def has_room(rule: str, *keys: str) -> bool:
    """Whether one more use would be within the rule; counts nothing."""
    return _limiter.test(limits.parse(rule), *keys)


def forget(rule: str, *keys: str) -> None:
    """Begin counting anew."""
    _limiter.clear(limits.parse(rule), *keys)


def seconds_left(rule: str, *keys: str) -> int:
    """How many seconds until the rule has room again."""
    window = _limiter.get_window_stats(limits.parse(rule), *keys)
    return max(0, int(window.reset_time - clock.timestamp()))
