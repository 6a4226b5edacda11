"""A roster being imported: the file, its preview, its outcome."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, CharField, Check, ForeignKeyField, IntegerField, JSONField, TextField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField
from peerportal.people.models.person import Person

UPLOADED, CHECKING, PREVIEWED, IMPORTING = "uploaded", "checking", "previewed", "importing"
DONE, FAILED, DROPPED = "done", "failed", "dropped"
NOT_IN_FILE = 1_000_000_000  # the line of people whom the file does not name: after all that are in it


class RosterImport(BaseModel):
    """One uploaded file on its way: uploaded, checking, previewed, importing, done, failed or dropped.

    `columns` holds how the file is written and what was chosen on screen, `counts` how many lines got which verdict.
    """

    id = AutoField()
    by_id: int | None
    ref = RefField()
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    state = CharField(max_length=10, default=UPLOADED)
    file_name = CharField(max_length=120)
    file_key = CharField(max_length=50, null=True)
    columns: Any = JSONField(default=dict)
    counts: Any = JSONField(default=dict)
    rows_done = IntegerField(default=0)
    rows_all = IntegerField(default=0)
    problem = TextField(default="")
    made_at = UTCDateTimeField(default=clock.now)
    ended_at = UTCDateTimeField(null=True)

    class Meta:
        constraints = [
            Check("state IN ('uploaded', 'checking', 'previewed', 'importing', 'done', 'failed', 'dropped')")
        ]

    @classmethod
    def latest(cls, limit: int = 10) -> list[RosterImport]:
        """The newest imports first."""
        return list(cls.select().order_by(cls.id.desc()).limit(limit))

    def lines(self, verdict: str, page: int, at_once: int) -> list[RosterRow]:
        """One page of the preview in the file's order, of one verdict or of all."""
        query = RosterRow.select().where(RosterRow.roster == self.id)
        if verdict:
            query = query.where(RosterRow.verdict == verdict)
        return list(query.order_by(RosterRow.line, RosterRow.id).paginate(page, at_once))

    @property
    def is_working(self) -> bool:
        """Whether a job is at it just now."""
        return self.state in (CHECKING, IMPORTING)

    @property
    def may_be_checked(self) -> bool:
        """Whether its columns may be chosen, again or for the first time."""
        return self.file_key is not None and self.state in (UPLOADED, PREVIEWED, FAILED)

    @property
    def may_be_dropped(self) -> bool:
        return self.state in (UPLOADED, PREVIEWED, FAILED)


class RosterRow(BaseModel):
    """What the preview says of one line of the file."""

    id = AutoField()
    roster = ForeignKeyField(RosterImport, on_delete="CASCADE", lazy_load=False)
    line = IntegerField()
    verdict = CharField(max_length=10)
    name = CharField(max_length=120, default="")
    email = CharField(max_length=254, default="")
    reason = TextField(default="")

    class Meta:
        indexes = ((("roster", "verdict", "line"), False), (("roster", "line"), False))
        constraints = [Check("verdict IN ('create', 'change', 'leave', 'list', 'refuse', 'absent')")]
