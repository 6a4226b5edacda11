"""A roster being imported: the file, its preview, its outcome."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, CharField, Check, ForeignKeyField, IntegerField, JSONField, TextField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField
from peerportal.people.models.person import Person


class RosterImport(BaseModel):
    """One uploaded file on its way: uploaded, checking, previewed, importing, done, failed or dropped."""

    id = AutoField()
    ref = RefField()
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    state = CharField(max_length=10, default="uploaded")
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
