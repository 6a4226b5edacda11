"""Make what a measurement needs in a data directory: an organisation, people signed in, pairs with agendas.

`python -m bench.prepare DIR PEOPLE SEED` writes bench.json beside the database: session cookies (without their
name, which holds the port) of the signed-in people, and the opaque ids of their pairs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from flask import Flask
from peewee import fn

from bench.load import load
from bench.organisation import organisation
from peerportal import create_app
from peerportal.core import changes, clock, db, vault
from peerportal.core.migrate import migrate
from peerportal.core.settings import Settings
from peerportal.groups.models import ACTIVE, AgendaItem, Group, Meeting, Membership
from peerportal.people.models import Person, PersonTerm
from peerportal.people.sign_in import open_sign_in
from peerportal.programmes.models import Programme

VIEWERS, PAIRS = 500, 20
HELD_ITEMS, OPEN_ITEMS = 5, 8


def prepare(data: Path, people: int, seed: int) -> None:
    """Fill the data directory; it must be empty."""
    app = create_app(Settings(data_dir=data))
    migrate(db.database.obj)
    of = organisation(people, seed)
    load(of, f"sqlite:///{data / 'portal.db'}")
    with db.database.connection_context():
        # Who takes part and has room sees a list; from everywhere in the reporting line.
        may = of.table.ids[(of.table.room > 0) & (of.table.state == 0)][1:].tolist()
        viewers = may[:: max(1, len(may) // VIEWERS)][:VIEWERS]
        cookies = [_cookie(app, one) for one in viewers]
        pairs = [
            _pair(one, other) for one, other in zip(viewers[:PAIRS], viewers[PAIRS : 2 * PAIRS], strict=True)
        ]
    held = [{"cookie": cookies[n], "ref": ref} for n, ref in enumerate(pairs)]
    found = {"people": people, "viewers": cookies[:PAIRS] + cookies[2 * PAIRS :], "pairs": held}
    (data / "bench.json").write_text(json.dumps(found))


def edit(data: Path) -> None:
    """Have one person who looks at no list here change what they offer."""
    db.open_database(f"sqlite:///{data / 'portal.db'}")
    with db.database.connection_context(), db.transaction():
        editor = Person.select(Person.id).order_by(Person.id.desc()).get().id
        offers = PersonTerm.select().where(PersonTerm.facet == "offer")
        mine = [row.term_id for row in offers.where(PersonTerm.person == editor)]
        # As popular things are chosen: in proportion to how many offer them already.
        other = offers.where(PersonTerm.term.not_in(mine)).order_by(fn.RANDOM()).get()
        first = (PersonTerm.person == editor) & (PersonTerm.facet == "offer") & (PersonTerm.term == mine[0])
        PersonTerm.update(term=other.term_id, typed=other.typed).where(first).execute()
        changes.record("terms", editor)


def change_rules(data: Path) -> None:
    """Have the coordinator save the programme, so that no list worked out before still holds."""
    db.open_database(f"sqlite:///{data / 'portal.db'}")
    with db.database.connection_context(), db.transaction():
        changes.record("programme")


def _cookie(app: Flask, person: int) -> str:
    token = open_sign_in(Person.get_by_id(person))
    serializer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    value: str = serializer.dumps(
        {"_user_id": token, "_fresh": True, "_permanent": True, "csrf_token": "bench"}
    )
    return value


def _pair(one: int, other: int) -> str:
    """A pair with a meeting held and an open agenda; returns its opaque id."""
    low, high = sorted((one, other))
    with db.transaction():
        space = vault.new_space("group", [low, high])
        group = Group.create(
            programme=Programme.select().first(),
            state=ACTIVE,
            space_id=space,
            low=low,
            high=high,
            activated_at=clock.now(),
        )
        for person in (low, high):
            Membership.create(group=group, person=person, answer="yes")
        _agenda(group, 1, "held", HELD_ITEMS)
        _agenda(group, 2, "proposed", OPEN_ITEMS)
    ref: str = group.ref
    return ref


def _agenda(group: Group, number: int, state: str, items: int) -> None:
    held_at = clock.now() if state == "held" else None
    meeting = Meeting.create(group=group, number=number, state=state, held_at=held_at)
    space = vault.open_space(group.space_id, reader=group.low_id)
    for position in range(items):
        item = AgendaItem(meeting=meeting, author=group.low_id, position=position)
        item.words = space.seal(
            AgendaItem.words, item.ref, f"Something to talk about, number {position + 1}."
        )
        item.save(force_insert=True)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
