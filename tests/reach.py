"""How the door matrix reaches each kind of record: what fills the address, and who may come there.

The keys are the `to` of `@door(who, to=…)`. A room that opens a new kind of door adds a line here.
"""

from dataclasses import dataclass, field

from peerportal.people import links
from peerportal.people.models import SignIn
from peerportal.people.sign_in import open_sign_in
from peerportal.terms.models import Term

EVERYBODY = (
    "lin", "priya", "omar", "uma", "ines", "tom", "vera", "boris", "carmen", "cora",
)  # fmt: skip
COORDINATORS = ("carmen", "cora")


@dataclass
class Case:
    """One record to try a route on.

    values: the address's arguments; may: the people who may come there; foreign: arguments of another parent's child;
    also: verdicts that are fine for those people too (what is over may be gone, say).
    """

    values: dict = field(default_factory=dict)
    may: tuple = ()
    foreign: dict = field(default_factory=dict)
    also: tuple = ()

    def someone(self):
        """One person who may come here: a coordinator where no record is named."""
        return self.may[0] if self.may else "carmen"


def groups(world):
    """An active pair, one that tries and one that has ended; some of their pages are there in one state only."""
    gone = ("missing",)
    return [
        Case({"ref": world.pair.ref}, ("priya", "omar"), also=gone),
        Case({"ref": world.trying.ref}, ("priya", "uma"), also=gone),
        Case({"ref": world.ended.ref}, ("priya", "vera"), also=gone),
    ]


def agenda_items(world):
    pair, ended = world.pair, world.ended
    foreign = {"item": ended.items[0].ref}
    return [
        Case({"ref": pair.ref, "item": pair.items[0].ref}, ("omar", "priya"), foreign),
        Case({"ref": pair.ref, "item": pair.removed.ref}, ("omar", "priya"), foreign, ("missing",)),
        Case({"ref": ended.ref, "item": ended.items[0].ref}, ("vera", "priya"), also=("missing",)),
    ]


def meetings(world):
    pair, ended = world.pair, world.ended
    return [Case({"ref": pair.ref, "meeting": pair.held.ref}, ("omar", "priya"), {"meeting": ended.held.ref})]


def requests(world):
    """Whoever sent it and whoever received it."""
    return [
        Case({"request_ref": world.to_priya.ref}, ("ines", "priya")),
        Case({"request_ref": world.by_priya.ref}, ("tom", "priya")),
        Case({"request_ref": world.declined.ref}, ("vera", "priya")),
    ]


def requests_received(world):
    return [
        Case({"request_ref": world.to_priya.ref}, ("priya",)),
        Case({"request_ref": world.by_priya.ref}, ("tom",)),
    ]


def requests_sent(world):
    return [
        Case({"request_ref": world.to_priya.ref}, ("ines",)),
        Case({"request_ref": world.by_priya.ref}, ("priya",)),
    ]


def other_people(world):
    """Boris is blocked by Priya; Vera's pair with her has ended a moment ago; Omar is nobody's trouble."""
    unreachable = {"priya", "boris", "vera"}
    return [
        Case({"person_ref": world.priya.ref}, tuple(name for name in EVERYBODY if name not in unreachable)),
        Case({"person_ref": world.omar.ref}, tuple(name for name in EVERYBODY if name != "omar")),
        Case({"person_ref": world.sam.ref}, ()),
        Case({"person_ref": world.wanda.ref}, ()),
    ]


def photos(world):
    """Priya has one; whoever cannot open her page does not see it either."""
    return [
        Case({"ref": world.priya.ref}, tuple(name for name in EVERYBODY if name not in ("boris", "vera")))
    ]


def people_to_block(world):
    """Whoever can be seen, and whoever one ever had to do with."""
    may = tuple(name for name in EVERYBODY if name not in ("priya", "boris"))
    return [Case({"person_ref": world.priya.ref}, may), Case({"person_ref": world.sam.ref})]


def blocked_people(world):
    return [Case({"person_ref": world.boris.ref}, ("priya",))]


def sign_ins(world):
    open_sign_in(world.omar, "another browser")
    mine = SignIn.get(SignIn.person == world.omar, SignIn.browser == "another browser")
    return [Case({"ref": mine.ref}, ("omar",))]


def link(purpose, whose="wanda"):
    """Whoever holds the link may use it; nobody may guess one."""

    def made(world):
        token = links.issue(purpose, getattr(world, whose), "new@example.com").rpartition("/")[2]
        return [Case({"token": token}, (None, "wanda", "sam", *EVERYBODY)), Case({"token": "x" * 43})]

    return made


def no_set_up(world):
    """There is a coordinator already, so no set-up link opens anything."""
    return [Case({"token": "x" * 43})]


def reports(world):
    return [Case({"concern_ref": world.concern.ref}, COORDINATORS)]


def anybody(world):
    return [
        Case({"ref": getattr(world, name).ref}, COORDINATORS) for name in ("omar", "wanda", "sam", "iris")
    ]


def rosters(world):
    return [Case({"ref": world.roster.ref}, COORDINATORS, also=("missing",))]


def terms(world):
    """Any term that somebody names, but none that is named only as what somebody goes through."""
    return [
        Case({"ref": Term.get(Term.label == "Kubernetes").ref}, COORDINATORS),
        Case({"ref": Term.get(Term.label == "Divorce").ref}, ()),
    ]


def proposals(world):
    return [Case({"proposal_ref": world.proposal.ref}, COORDINATORS)]


def deeds_about_terms(world):
    return [Case({"deed_ref": world.deed.ref}, COORDINATORS)]


def things_to_report(world):
    """Only what one can see oneself, or had to do with."""
    pair, person = world.pair, people_to_block(world)[0]
    return [
        Case({"kind": "person", "ref": world.priya.ref}, person.may),
        Case({"kind": "request", "ref": world.to_priya.ref}, ("ines", "priya")),
        Case({"kind": "agenda_item", "ref": pair.items[0].ref}, ("omar", "priya"), {"kind": "group"}),
        Case({"kind": "agreement", "ref": pair.agreement.ref}, ("omar", "priya"), {"kind": "request"}),
        Case({"kind": "group", "ref": world.ended.ref}, ("vera", "priya"), {"ref": pair.items[0].ref}),
    ]


REACH = {
    "invitation": link("invitation", "iris"),
    "link to a new address": link("new_email", "omar"),
    "reset link": link("reset", "omar"),
    "set-up link": no_set_up,
    "sign-in link": link("sign_in", "omar"),
    "a roster import, for coordinators": rosters,
    "agenda item of mine": agenda_items,
    "anybody, for coordinators": anybody,
    "group of mine": groups,
    "meeting of mine": meetings,
    "person I blocked": blocked_people,
    "person I may block": people_to_block,
    "person I may see": other_people,
    "photo of somebody in the programme": photos,
    "report I may read": reports,
    "request of mine": requests,
    "request of mine to somebody": requests_sent,
    "request to me": requests_received,
    "sign-in of mine": sign_ins,
    "something I may report": things_to_report,
    "deed about terms, for coordinators": deeds_about_terms,
    "proposed relation, for coordinators": proposals,
    "term, for coordinators": terms,
}


def cases(rule, door, world):
    """The records to try this route on; one without values for a route that names none."""
    if door is None:
        return []
    if door.to is None:
        unknown = dict.fromkeys(rule.arguments, "no-such-thing")
        # A verb without its fields may find nothing; that the pages themselves work is shown by tests/test_pages.py.
        return [Case(unknown, also=("missing",))]
    records = REACH.get(door.to, lambda world: [])(world)
    return [case for case in records if rule.arguments <= case.values.keys()]
