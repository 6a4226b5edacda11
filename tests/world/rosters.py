"""A roster that a coordinator has handed in, and the rules for joining."""

import io

from peerportal.people.models import JoiningRules
from peerportal.people.roster import checking, source


def put_into(world):
    JoiningRules.insert(id=1, domains=["example.com"], approval=True).on_conflict(
        conflict_target=[JoiningRules.id], preserve=[JoiningRules.domains]
    ).execute()
    file = io.BytesIO(b"Work Email,Name,Level\nnew@example.com,New Name,L1\nodd,,\n")
    world.roster = source.take_in(file, "people.csv", world.carmen)
    checking.choose_columns(world.roster, world.roster.columns["map"], "auto")
    checking.start(world.roster)
    checking.check({"roster": world.roster.id})
