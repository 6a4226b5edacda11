"""Agreements: what the members of a group settled between them, sealed, revised under a rising version."""

from __future__ import annotations

import json
from typing import Any

from peewee import AutoField, CompositeKey, ForeignKeyField, IntegerField

from peerportal.core import clock, vault
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField, transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.meetings import usual
from peerportal.groups.models.group import Group
from peerportal.groups.models.meeting import Meeting
from peerportal.people.models import Person

# What is agreed, in the order of the card; each is a short text, `rules` one own rule a line.
TOPICS = ("who", "often", "long", "means", "formal", "private", "rules")


class Agreement(BaseModel):
    """What a group agreed: one a group, revised under a rising version, its words sealed as JSON."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, unique=True, on_delete="CASCADE", lazy_load=False)
    version = IntegerField(default=1)
    words: Any = SealedField()
    changed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    changed_at = UTCDateTimeField(default=clock.now)
    group_id: int

    @classmethod
    def propose(cls, group: Group, by: Person, terms: dict[str, Any], version: int) -> bool:
        """Write the agreement or its next version, accepted by its writer alone.

        `terms` holds TOPICS and "ground", the ground rules shown beside them. False, and nothing is written, when
        another version than `version` (0: none yet) is the present one.
        """
        with transaction():
            group = group.held_active()
            present = cls.get_or_none(cls.group == group)
            if (present.version if present else 0) != version:
                return False
            present = cls._write(group, by, terms, present)
            present._sign(by, version + 1)
            Meeting.expect(group, usual.of_terms(terms))
            group.touch()
        return True

    @classmethod
    def _write(cls, group: Group, by: Person, terms: dict[str, Any], present: Agreement | None) -> Agreement:
        ref = present.ref if present else new_ref()
        words = json.dumps(terms, ensure_ascii=False)
        sealed = vault.open_space(group.space_id, reader=by.id).seal(cls.words, ref, words)
        if present is None:
            return cls.create(ref=ref, group=group, words=sealed, changed_by=by)
        facts = {"words": sealed, "changed_by": by, "changed_at": clock.now(), "version": present.version + 1}
        cls.update(facts).where(cls.id == present.id).execute()
        return present

    def accept(self, by: Person, version: int) -> None:
        """Agree to the version that was read; accepting twice changes nothing."""
        with transaction():
            group = Group(id=self.group_id).held_active()
            if Agreement.select(Agreement.version).where(Agreement.id == self.id).scalar() != version:
                raise RuleBroken(
                    "It was changed while you read it. Please read it once more before you agree."
                )
            self._sign(by, version)
            group.touch()

    def _sign(self, by: Person, version: int) -> None:
        signed = {Acceptance.version: version, Acceptance.accepted_at: clock.now()}
        Acceptance.insert(agreement=self, person=by, version=version).on_conflict(
            conflict_target=[Acceptance.agreement, Acceptance.person], update=signed
        ).execute()


class Acceptance(BaseModel):
    """A member accepts one version of the agreement."""

    agreement = ForeignKeyField(Agreement, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    version = IntegerField()
    accepted_at = UTCDateTimeField(default=clock.now)

    class Meta:
        primary_key = CompositeKey("agreement", "person")
