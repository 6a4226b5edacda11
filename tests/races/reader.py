"""A process that answers what people are shown, from an index of its own that follows what others write."""

from pathlib import Path

from peerportal import create_app
from peerportal.core import db
from peerportal.core.settings import Settings
from peerportal.matching import index, profiles, suggestions
from peerportal.matching.filters import SuggestionFilter
from peerportal.matching.index.index import Index
from peerportal.matching.plain import Plain
from peerportal.matching.ranking import CARDS
from peerportal.matching.standing import Standing
from peerportal.matching.tilt import Tilt, tilted

LIKE = Tilt(likeness="like")
ASKED = [
    (SuggestionFilter(), Tilt()),
    (SuggestionFilter(), LIKE),
    (SuggestionFilter(hours=5, department="Legal"), Tilt()),
    (SuggestionFilter(term="Public speaking"), Tilt()),
    (SuggestionFilter(q="new"), Tilt()),
]


def main(settings, pipe, follows):
    """Serve one end of a pipe: a list of people comes, what each is shown goes; None ends it."""
    create_app(Settings(**{**settings, "data_dir": Path(settings["data_dir"])}))
    if not follows:
        Index.catch_up = lambda known: True
    db.database.connect(reuse_if_open=True)
    pipe.send("ready")
    while (people := pipe.recv()) is not None:
        try:
            pipe.send({person: shown(person) for person in people})
        except Exception as problem:  # noqa: BLE001 - the test has to see it
            pipe.send(repr(problem))
    db.database.close()


def shown(person):
    """Every list of a person, as the pages have them, and whom a search finds."""
    lists = []
    for chosen, tilt in ASKED:
        with index.opened() as known:
            page = suggestions._page(known, person, chosen, tilt)
        cards = [(card.peer.id, card.wild, card.fit.total, card.peer.words) for card in page.cards]
        lists.append((page.state, cards, page.tally, page.choices))
    return lists, [seen.peer.id for seen in profiles.find(person, "new")]


def plainly_shown(known, person):
    """The same, by comparing every pair of an index that was read just now."""
    viewer = known.pool.peer(person)
    state = suggestions.state_of(known, viewer)
    return [(state, *plain_list(known, viewer, *asked)) if state == "ready" else (state,) for asked in ASKED]


def plain_list(known, viewer, chosen, tilt):
    standing, narrowing = Standing(known, viewer), known.narrowing(chosen) if chosen else None
    plain = Plain(known, viewer, standing.ties, tilted(known.wishes, tilt), narrowing)
    if chosen:
        people = [(peer, False) for peer in standing.varied(known, plain.best(), CARDS)]
    else:
        people = suggestions.choose(known, standing, plain, plain.best(), CARDS)
    return [(peer.id, wild) for peer, wild in people], suggestions.tally_of(plain, plain.best(), chosen)
