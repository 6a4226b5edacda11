"""A whole small organisation for the tests that go through every door, with a secret word in every sealed column.

Priya and Omar are a pair; Vera was one with Priya once; Ines has asked Priya, Priya has asked Tom, and Uma tries a
first chat with Priya. Boris is blocked by Priya. Lin is a stranger to them all, Carmen coordinates. Wanda waits for
approval, Sam is suspended, Iris has only been invited.
"""

import io
import json
from datetime import timedelta

from peerportal.concerns.models import Concern
from peerportal.core import changes, clock, files, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups.models import Acceptance, AgendaItem, Agreement, Group, Meeting, Membership
from peerportal.matching.models import PeerRequest, SetAside
from peerportal.people.models import Block, JoiningRules, Person, Profile
from peerportal.people.passwords import hashed
from peerportal.people.roster import checking, source
from peerportal.terms import merging
from peerportal.terms.models import Term
from peerportal.terms.proposals import TermProposal
from tests.cast import PASSWORD, make_person, make_programme

# Where a secret word lies → the word. Each is unlike anything else, so that finding it anywhere means a leak.
SECRETS = {
    "request note": "Zirkonkranich",
    "request question": "Quittenpelikan",
    "request reply": "Lavendelotter",
    "request parting": "Mandarinluchs",
    "agenda item": "Bernsteinwiesel",
    "removed agenda item": "Kobaltmarder",
    "closed group's item": "Jadedachs",
    "agreement": "Rubinsalamander",
    "meeting place": "Opalfasan",
}
# What a reporter chose to show is for coordinators' eyes, on its own page alone.
CONCERN_SECRETS = {
    "concern words": "Perlmuttunke",
    "concern shown": "Onyxreiher",
    "concern outcome": "Topaslerche",
}


class World:
    """People by first name, and what exists between them."""

    def __init__(self):
        self.programme = make_programme()
        for name, facts in PEOPLE.items():
            setattr(self, name, make_person(f"{name.title()} Example", programme=self.programme, **facts))
        Person.update(password_hash=hashed(PASSWORD)).where(Person.id == self.omar.id).execute()
        with transaction():
            self._between_people()
            self.concern = self.report()
        shown = [Term.get(Term.label == label).id for label in ("Kubernetes", "Public speaking")]
        self.proposal = TermProposal.create(a=min(shown), b=max(shown), score=50)
        self.deed = merging.add_alias(
            Term.get(Term.label == "SQL"), "Structured Query Language", self.carmen.id
        )
        self._roster()

    def _between_people(self):
        Block.create(by=self.priya, other=self.boris)
        SetAside.create(person=self.priya, other=self.lin)
        changes.record("block", self.priya.id, self.boris.id)
        Profile.update(photo=files.save(b"a picture", "webp")).where(Profile.person == self.priya).execute()
        self.to_priya = ask(self.ines, self.priya, self.programme)
        self.by_priya = ask(self.priya, self.tom, self.programme, state="asked_back")
        self.declined = ask(self.vera, self.priya, self.programme, state="declined")
        self.pair = open_group(self.priya, self.omar, self.programme, item=SECRETS["agenda item"])
        self.ended = open_group(
            self.priya, self.vera, self.programme, state="closed", item=SECRETS["closed group's item"]
        )
        self.trying = open_group(self.priya, self.uma, self.programme, state="trying")

    @transaction()
    def report(self):
        """Lin reports Omar to the coordinators."""
        readers = [self.carmen.id, self.cora.id]
        space = vault.new_space("concern", readers)
        opened = vault.open_space(space, reader=self.carmen.id)
        row = Concern(
            ref=new_ref(), state="taken", reporter=self.lin, about=self.omar, kind="person", space_id=space,
            taken_by=self.carmen, taken_at=clock.now(), form_key=new_ref(),
        )  # fmt: skip
        row.words = opened.seal(Concern.words, row.ref, CONCERN_SECRETS["concern words"])
        row.shown = opened.seal(Concern.shown, row.ref, CONCERN_SECRETS["concern shown"])
        row.outcome = opened.seal(Concern.outcome, row.ref, CONCERN_SECRETS["concern outcome"])
        row.save(force_insert=True)
        return row

    def _roster(self):
        JoiningRules.insert(id=1, domains=["example.com"], approval=True).on_conflict(
            conflict_target=[JoiningRules.id], preserve=[JoiningRules.domains]
        ).execute()
        file = io.BytesIO(b"Work Email,Name,Level\nnew@example.com,New Name,L1\nodd,,\n")
        self.roster = source.take_in(file, "people.csv", self.carmen)
        checking.choose_columns(self.roster, self.roster.columns["map"], "auto")
        checking.start(self.roster)
        checking.check({"roster": self.roster.id})


PEOPLE = {
    "priya": {"offers": ["Kubernetes"], "seeks": ["Public speaking"], "room": 3},
    "omar": {
        "offers": ["Public speaking"],
        "seeks": ["Kubernetes"],
        "department": "Customer care",
        "room": 3,
    },
    "vera": {"offers": ["SQL"], "seeks": ["Kubernetes"], "situation": ["Divorce"], "department": "Finance"},
    "ines": {"offers": ["Public speaking"], "seeks": ["Kubernetes"], "department": "Legal"},
    "tom": {"offers": ["Negotiation"], "seeks": ["Kubernetes"], "department": "Sales"},
    "uma": {"offers": ["Writing"], "seeks": ["Python"], "department": "Product", "room": 2},
    "boris": {"offers": ["Public speaking"], "seeks": ["Kubernetes"], "department": "Sales"},
    "lin": {"offers": ["Negotiation"], "seeks": ["SQL"], "department": "Finance", "room": 3},
    "carmen": {"is_coordinator": True, "offers": ["Facilitation"], "seeks": ["SQL"], "department": "People"},
    "cora": {"is_coordinator": True, "offers": ["Facilitation"], "seeks": ["Python"], "department": "People"},
    "wanda": {"state": "waiting", "joined_at": None, "department": "Sales"},
    "sam": {"state": "suspended", "department": "Sales"},
    "iris": {"state": "invited", "joined_at": None, "department": "Legal"},
}


@transaction()
def ask(sender, recipient, programme, state="pending", **facts):
    """A request with words in each of its sealed columns."""
    low, high = sorted((sender.id, recipient.id))
    space = vault.new_space("group", [sender.id, recipient.id])
    opened = vault.open_space(space, reader=sender.id)
    row = PeerRequest(
        ref=new_ref(), programme=programme, sender=sender, recipient=recipient, low=low, high=high, state=state,
        space_id=space, expires_at=clock.now() + timedelta(days=10), **facts,
    )  # fmt: skip
    row.note = opened.seal(PeerRequest.note, row.ref, SECRETS["request note"])
    if state == "asked_back":
        row.question = opened.seal(PeerRequest.question, row.ref, SECRETS["request question"])
        row.asked_back_at = clock.now()
    if state == "declined":
        row.parting = opened.seal(PeerRequest.parting, row.ref, SECRETS["request parting"])
        row.reply = opened.seal(PeerRequest.reply, row.ref, SECRETS["request reply"])
        row.answered_at = clock.now()
    row.save(force_insert=True)
    changes.record("request", sender.id, recipient.id)
    return row


@transaction()
def open_group(one, other, programme, *, state="active", item=None):
    """A pair; past its first chat with an agreement, a next meeting and three agenda items, one of them removed."""
    low, high = sorted((one.id, other.id))
    space = vault.new_space("group", [one.id, other.id])
    opened = vault.open_space(space, reader=one.id)
    group = Group.create(
        programme=programme, state=state, space_id=space, low=low, high=high, first_chat_at=clock.now(),
        activated_at=None if state == "trying" else clock.now(), closed_at=clock.now() if state == "closed" else None,
    )  # fmt: skip
    for member in (one, other):
        Membership.create(group=group, person=member, answer=None if state == "trying" else "yes")
    if item:
        group.agreement = _agree(group, opened, one)
        group.held = _meet(group, opened, 1, state="held", held_at=clock.now())
        group.meeting = _meet(group, opened, 2)
        group.items = [_add(group.meeting, opened, one, item, position) for position in (1, 2)]
        group.removed = _add(group.meeting, opened, other, SECRETS["removed agenda item"], 3, gone=True)
    changes.record("group", one.id, other.id)
    return group


def _agree(group, opened, member):
    row = Agreement(ref=new_ref(), group=group, changed_by=member)
    row.words = opened.seal(Agreement.words, row.ref, json.dumps({"who": SECRETS["agreement"]}))
    row.save(force_insert=True)
    Acceptance.create(agreement=row, person=member, version=1)
    return row


def _meet(group, opened, number, **facts):
    starts_at = clock.now() + timedelta(days=3 if number > 1 else -3)
    row = Meeting(
        ref=new_ref(), group=group, number=number, starts_at=starts_at, **{"state": "booked"} | facts
    )
    row.place = opened.seal(Meeting.place, row.ref, SECRETS["meeting place"])
    row.save(force_insert=True)
    return row


def _add(meeting, opened, author, words, position, **facts):
    row = AgendaItem(
        ref=new_ref(), meeting=meeting, author=author, position=position, form_key=new_ref(), **facts
    )
    row.words = opened.seal(AgendaItem.words, row.ref, words)
    row.save(force_insert=True)
    return row
