"""A whole small organisation for the tests that go through every door, with a secret word in every sealed column.

Priya and Omar are a pair; Vera was one with Priya once; Ines has asked Priya, Priya has asked Tom, and Uma tries a
first chat with Priya. Tom says that he already meets Omar. Omar, Priya and Uma are a circle, which Tom has left; Tom
and Vera gather one by invitation, to which Lin is invited; Ines would like to start one. Boris is blocked by Priya. Lin
is a stranger to them all, Carmen coordinates. Wanda waits for approval, Sam is suspended, Iris has only been invited.
"""

import io
import json
from datetime import timedelta

from peerportal.activities import pictures, playing, starting
from peerportal.activities.banks import decks, own
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import (
    ActivityPicture,
    ActivitySession,
    OfferedQuestion,
    Question,
    QuestionSet,
)
from peerportal.activities.playing import Sent
from peerportal.concerns.models import Concern
from peerportal.core import changes, clock, files, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups.circles import membership
from peerportal.groups.endings import thanks
from peerportal.groups.goals import check_ins, ending, offers, sharing, steps, writing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import (
    Acceptance,
    AgendaItem,
    Agreement,
    Circle,
    CircleInvitation,
    Commitment,
    Goal,
    Group,
    LeftWords,
    Meeting,
    Membership,
    Sitting,
    SlotOffer,
)
from peerportal.groups.opened import open_group as open_group_for
from peerportal.groups.sitting import after, notebooks, notes
from peerportal.matching.models import PeerRequest, SetAside
from peerportal.people.models import Block, JoiningRules, Person, Profile
from peerportal.people.passwords import hashed
from peerportal.people.roster import checking, source
from peerportal.terms import merging
from peerportal.terms.models import Term
from peerportal.terms.proposals import TermProposal
from tests.activities.banked import make_bank
from tests.activities.brought import picture
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
    "item note": "Malachitfink",
    "notebook": "Granatzeisig",
    "commitment": "Achatmurmel",
    "how a commitment went": "Saphirotter",
    "commitment taken back": "Granatigel",
    "goal": "Saphirkauz",
    "earlier wording of a goal": "Smaragdspecht",
    "offered wording of a goal": "Achatdrossel",
    "step of a goal": "Granatammer",
    "check-in of a goal": "Malachitmeise",
    "end of a goal": "Citrinstelze",
    "goal not shared": "Peridotpirol",
    "farewell": "Heliotroplerche",
    "notebook of one who left": "Beryllgimpel",
    "circle's item": "Achatkauz",
    "part of an activity": "Zirkuszebra",
    "part not revealed yet": "Opalotter",
    "part in a closed group": "Granatkauz",
    "own question": "Turmalinfalke",
    "own deck": "Amethystelster",
    "words for a picture": "Turmalinelster",
    "words for a picture not shown": "Zirkonhabicht",
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
        sit_down(self.pair, self.priya, self.omar)
        self.ended = open_group(
            self.priya, self.vera, self.programme, state="closed", item=SECRETS["closed group's item"]
        )
        thanks.leave(Group.get_by_id(self.ended.id), self.vera, SECRETS["farewell"])
        self.trying = open_group(self.priya, self.uma, self.programme, state="trying")
        self.slot_offer = offer_time(self.pair, self.omar)
        self.we_meet = ask(self.tom, self.omar, self.programme, meets=True)
        self.circle = open_circle(
            [self.omar, self.priya, self.uma, self.tom], self.programme, "Telling stories with data"
        )
        self.by_invitation = open_circle(
            [self.tom, self.vera],
            self.programme,
            "Difficult conversations",
            state="trying",
            joining="invited",
        )
        self.undecided = open_circle(
            [self.ines], self.programme, "Moving to a new team", state="trying", approved_at=None
        )
        self.invited = [
            CircleInvitation.create(group=group, person=person, by=by)
            for group, person, by in (
                (self.by_invitation, self.lin, self.tom),
                (self.circle, self.ines, self.uma),
            )
        ]
        self._left()
        self._goals()
        self._activities()

    def _left(self):
        """Tom wrote something for himself in the circle, and left it."""
        row = Group.get_by_id(self.circle.id)
        notebooks.save(row, self.tom, SECRETS["notebook of one who left"], 0)
        membership.leave(row, self.tom)
        self.left_words = LeftWords.get()

    def _activities(self):
        """In the pair Priya has written what she alone sees; the circle, and Priya with Vera, have revealed."""
        self.played = play(self.pair, self.priya, SECRETS["part not revealed yet"])
        self.played_by_circle = play(
            self.circle, self.omar, SECRETS["part of an activity"], self.priya, self.uma
        )
        self.played_once = play(self.ended, self.priya, SECRETS["part in a closed group"], self.vera)
        self.told = bring(self.pair, self.priya, SECRETS["words for a picture"], shows=True)
        self.covered = bring(self.pair, self.priya, SECRETS["words for a picture not shown"])
        self._questions()

    def _questions(self):
        """A bank, a deck, and what Priya and Omar added for themselves; a question of Tom's was offered to everyone."""
        self.bank = make_bank("Questions of the house", ("goals", "meet work"), ("change", "close"))
        self.deck = QuestionSet.create(shape="deck", name="Cards of the house")
        self.question = Question.get(Question.set == self.bank)
        self.offered = OfferedQuestion.create(by=self.tom, words="May everyone ask this?", theme="goals")
        opened = open_group_for(Group.get_by_id(self.pair.id), self.priya)
        own.add(opened, SECRETS["own question"], "goals", new_ref())
        cards = "\n".join([f"{SECRETS['own deck']}?"] * 52)
        decks.keep(opened, SECRETS["own deck"], cards, new_ref())
        for kind, step in (("questions", "ask"), ("deck", "choose")):
            ActivitySession.create(
                group=self.pair, kind=kind, step=step, started_by=self.priya, form_key=new_ref()
            )

    def _goals(self):
        """Priya and Omar: a goal of hers with all that hangs on it, one that she reached, one she keeps to herself."""
        priya, omar, pair = self.priya, self.omar, Group.get_by_id(self.pair.id)
        first = Wording(specific=SECRETS["earlier wording of a goal"], target="6", unit="talks")
        goal = writing.draft(pair, priya, first, new_ref())
        self.step = steps.add(goal, priya, SECRETS["step of a goal"], new_ref(), milestone=True)
        self.check_in = check_ins.check_in(
            goal, priya, clock.today(), CheckedIn("3", SECRETS["check-in of a goal"]), new_ref()
        )
        sharing.share(goal, priya)
        writing.edit(goal, priya, Wording(specific=SECRETS["goal"]), 1)
        self.offer = offers.offer(
            goal, omar, Wording(specific=SECRETS["offered wording of a goal"]), 2, new_ref()
        )
        reached = writing.draft(pair, priya, Wording(specific=SECRETS["goal"]), new_ref())
        sharing.share(reached, priya)
        ending.reach(reached, priya, SECRETS["end of a goal"])
        self.goal, self.reached = Goal.get_by_id(goal.id), Goal.get_by_id(reached.id)
        self.goal_not_shared = writing.draft(
            pair, priya, Wording(specific=SECRETS["goal not shared"]), new_ref()
        )
        self.own_step = steps.add(self.goal_not_shared, priya, SECRETS["goal not shared"], new_ref())

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


def play(group, by, words, *others):
    """Quadrants: whoever begins writes; with the others named, all are ready and it is revealed."""
    row = Group.get_by_id(group.id)
    Group.update(state="active").where(Group.id == row.id).execute()
    session = starting.start(row, by, KINDS["quadrants"], new_ref())
    step = KINDS["quadrants"].step("write")
    for person in (by, *others):
        deed = step.deed("ready" if others else "save")
        values = dict.fromkeys((blank.name for blank in deed.blanks), "") | {"family": words}
        playing.take(row, session, person, step, deed, Sent(values))
    Group.update(state=row.state).where(Group.id == row.id).execute()
    return ActivitySession.get_by_id(session.id)


def bring(group, by, words, shows=False):
    """Show and tell with a picture that one brought: its row; shown to the others, or covered."""
    kind, row = KINDS["show"], Group.get_by_id(group.id)
    session = starting.start(row, by, kind, new_ref())

    def does(step, deed, version=0, **values):
        at = kind.step(step)
        playing.take(row, session, by, at, at.deed(deed), Sent(values, version))

    does("bring", "bring", title="A ticket", story=words, why="")
    does("bring", "add-picture", picture=pictures.drawn(picture()), alt=words)
    if shows:
        playing.go_on(row, session, by, session.version)
        for deed in ("show", "pass-on"):
            does("tell", deed, ActivitySession.get_by_id(session.id).version)
    found = ActivityPicture.get(ActivityPicture.session == session)
    found.of = ActivitySession.get_by_id(session.id)
    return found


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


def sit_down(group, one, other):
    """The group sits: the other speaks, the first point has a note; one has a notebook and looked back privately."""
    row = Group.get_by_id(group.id)
    notes.save(row, group.items[0], one, SECRETS["item note"], 0)
    notebooks.save(row, one, SECRETS["notebook"], 0)
    after.check(row, group.held, one, "partly", "more")
    Sitting.create(meeting=group.meeting, item=group.items[0], speaker_id=other.id, runs_since=clock.now())


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
        group.commitments = [_promise(group, opened, member) for member in (one, other)]
        group.taken_back = _promise(group, opened, other, SECRETS["commitment taken back"], gone=True)
        group.removed = _add(group.meeting, opened, other, SECRETS["removed agenda item"], 3, gone=True)
    changes.record("group", one.id, other.id)
    return group


def offer_time(group, by):
    """A time that somebody offers for the meeting to come."""
    return SlotOffer.create(group=group, number=2, starts_at=clock.now() + timedelta(days=4), by=by)


@transaction()
def open_circle(people, programme, topic, *, state="active", kind="circle", **facts):
    """A circle with these people in it; past gathering with a next meeting and an agenda item."""
    space = vault.new_space("group", [person.id for person in people])
    group = Group.create(
        programme=programme, kind="circle", format=kind, state=state, space_id=space,
        activated_at=clock.now() if state != "trying" else None, closed_at=clock.now() if state == "closed" else None,
    )  # fmt: skip
    facts = {"most": 6, "approved_at": clock.now()} | facts
    Circle.create(group=group, topic=topic, founder=people[0], **facts)
    for person in people:
        Membership.create(group=group, person=person)
    if state == "active":
        group.meeting = Meeting.create(group=group, number=1, host_id=people[0].id)
        opened = vault.open_space(space, reader=people[0].id)
        group.items = [_add(group.meeting, opened, people[0], SECRETS["circle's item"], 1)]
    changes.record("circle", a=group.id)
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


def _promise(group, opened, member, words=SECRETS["commitment"], **facts):
    """Something said at the meeting that was held, with a line about how it goes."""
    row = Commitment(
        ref=new_ref(), group=group, meeting=group.held, person=member, form_key=new_ref(), **facts
    )
    row.state, row.due_on = "still", clock.today() + timedelta(days=5)
    row.words = opened.seal(Commitment.words, row.ref, words)
    row.outcome = opened.seal(Commitment.outcome, row.ref, SECRETS["how a commitment went"])
    row.save(force_insert=True)
    return row


def _add(meeting, opened, author, words, position, **facts):
    row = AgendaItem(
        ref=new_ref(), meeting=meeting, author=author, position=position, form_key=new_ref(), **facts
    )
    row.words = opened.seal(AgendaItem.words, row.ref, words)
    row.save(force_insert=True)
    return row
