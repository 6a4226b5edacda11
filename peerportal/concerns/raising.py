"""Raising a report: what the reporter writes and chooses to show is sealed for the coordinators, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection

from peewee import IntegrityError

from peerportal.concerns.models import Concern
from peerportal.concerns.readers import readers_of_a_report
from peerportal.concerns.reported import Reported
from peerportal.core import mail, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.people import blocks
from peerportal.people.models import Person


def raise_concern(
    by: Person, reported: Reported, words: str, shown: Collection[str], form_key: str, *, block: bool = False
) -> Concern:
    """Make the report, and block the person behind it when asked to; the same `form_key` again is the same report.

    `shown` holds the keys of the passages that are copied; nothing else of the thing goes along.
    """
    mine = (Concern.reporter == by) & (Concern.form_key == form_key)
    try:
        with transaction():
            there = Concern.get_or_none(mine)
            if there is not None:
                return there
            concern = _seal(by, reported, words, shown, form_key)
            if block and reported.about is not None:
                blocks.block(by, reported.about)
    except IntegrityError:
        # The same form sent twice at once: the unique index let one of them in.
        return Concern.get(mine)
    return concern


def _seal(by: Person, reported: Reported, words: str, shown: Collection[str], form_key: str) -> Concern:
    readers = readers_of_a_report(reported.about, reported.group_id)
    space_id = vault.new_space("concern", [*readers, by.id])
    space, ref = vault.open_space(space_id, reader=by.id), new_ref()
    copied = [
        {"label": passage.label, "words": passage.words}
        for passage in reported.passages
        if passage.key in shown
    ]
    concern = Concern.create(
        ref=ref,
        reporter=by,
        about=reported.about,
        kind=reported.kind,
        group_id=reported.group_id,
        space_id=space_id,
        words=space.seal(Concern.words, ref, words),
        shown=space.seal(Concern.shown, ref, json.dumps(copied, ensure_ascii=False)) if copied else None,
        form_key=form_key,
    )
    if by.id not in readers:
        vault.dismiss(space_id, by.id)  # Sealed; from here on only coordinators read it.
    for reader in readers:
        mail.enqueue("concern_raised", person=reader, concern=ref)
    return concern
