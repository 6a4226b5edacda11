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

from bench import activities, pairs
from bench.load import load
from bench.organisation import organisation
from peerportal import create_app
from peerportal.core import changes, db
from peerportal.core.migrate import migrate
from peerportal.core.settings import Settings
from peerportal.people.models import Person, PersonTerm
from peerportal.people.sign_in import open_sign_in

VIEWERS, PAIRS = 500, 20


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
        made = [
            pairs.pair(one, other)
            for one, other in zip(viewers[:PAIRS], viewers[PAIRS : 2 * PAIRS], strict=True)
        ]
        played = [activities.sessions(ref) for ref in made]
    held = [{"cookie": cookies[n], "ref": ref, "sessions": played[n]} for n, ref in enumerate(made)]
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


def move_pairs(data: Path) -> None:
    """Have something change in the latter half of the pairs, so that their pages are no longer as they were."""
    db.open_database(f"sqlite:///{data / 'portal.db'}")
    with db.database.connection_context(), db.transaction():
        held = json.loads((data / "bench.json").read_text())["pairs"]
        moving = held[len(held) // 2 :]
        pairs.move([pair["ref"] for pair in moving])
        activities.move([ref for pair in moving for ref in pair["sessions"]])


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
