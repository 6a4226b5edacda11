"""A whole small organisation for the tests that go through every door, with a secret word in every sealed column.

Priya and Omar are a pair; Vera was one with Priya once; Ines has asked Priya, Priya has asked Tom, and Uma tries a
first chat with Priya. Tom says that he already meets Omar. Omar, Priya and Uma are a circle, which Tom has left; Tom
and Vera gather one by invitation, to which Lin is invited; Ines would like to start one. Boris is blocked by Priya. Lin
is a stranger to them all, Carmen coordinates. Wanda waits for approval, Sam is suspended, Iris has only been invited.
"""

from peerportal.core import changes, files
from peerportal.core.db import transaction
from peerportal.groups.endings import thanks
from peerportal.groups.models import Group
from peerportal.matching.models import SetAside
from peerportal.people.models import Block, Person, Profile
from peerportal.people.passwords import hashed
from peerportal.terms import merging
from peerportal.terms.models import Term
from peerportal.terms.proposals import TermProposal
from tests.cast import PASSWORD, make_person, make_programme
from tests.world import activities, circles, concerns, goals, questions, rosters
from tests.world.circles import open_circle
from tests.world.meetings import offer_time
from tests.world.pairs import open_group, sit_down
from tests.world.people import PEOPLE
from tests.world.requests import ask
from tests.world.secrets import CONCERN_SECRETS, SECRETS

__all__ = ["CONCERN_SECRETS", "PEOPLE", "SECRETS", "World", "ask", "open_circle", "open_group"]


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
        rosters.put_into(self)

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
        for things in (circles, goals, activities, questions):
            things.put_into(self)

    def report(self):
        """Lin reports Omar to the coordinators."""
        return concerns.report(self)
