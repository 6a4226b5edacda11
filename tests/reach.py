"""How the door matrix reaches each kind of record: what fills the address, and who may come there.

The keys are the `to` of `@door(who, to=…)`. A room that opens a new kind of door adds a line here.
"""

from dataclasses import dataclass, field

from peerportal.groups.calendar import feeds
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
        Case({"ref": world.circle.ref}, ("omar", "priya", "uma"), also=gone),
        Case({"ref": world.by_invitation.ref}, ("tom", "vera"), also=gone),
    ]


def circles_of_mine(world):
    """Of pairs there is no such page."""
    circle, gathering = world.circle.ref, world.by_invitation.ref
    return [
        Case({"ref": circle, "circle_ref": circle}, ("omar", "priya", "uma")),
        Case({"ref": gathering, "circle_ref": gathering}, ("tom", "vera")),
        Case({"ref": world.pair.ref, "circle_ref": world.pair.ref}),
    ]


def left_words(world):
    """Tom left; those who stayed find nothing of it."""
    return [Case({"left_ref": world.left_words.ref}, ("tom",))]


def circles(world):
    """One that anybody may join but Boris, whom Priya has blocked; one by invitation; one not approved yet."""
    return [
        Case({"circle_ref": world.circle.ref}, tuple(name for name in EVERYBODY if name != "boris")),
        Case({"circle_ref": world.by_invitation.ref}, ("lin", "tom", "vera")),
        Case({"circle_ref": world.undecided.ref}, ("ines",)),
        Case({"circle_ref": world.pair.ref}),
    ]


def invitations(world):
    to_lin, to_ines = world.invited
    return [Case({"invitation_ref": to_lin.ref}, ("lin",)), Case({"invitation_ref": to_ines.ref}, ("ines",))]


def invitations_of_mine(world):
    to_lin, to_ines = world.invited
    here = {"ref": world.by_invitation.ref, "invitation_ref": to_lin.ref}
    return [Case(here, ("tom", "vera"), {"invitation_ref": to_ines.ref})]


def people_to_invite(world):
    """Whom a member can see; somebody suspended is nobody."""
    circle, members = world.circle.ref, ("omar", "priya", "uma")
    return [
        Case({"circle_ref": circle, "person_ref": world.lin.ref}, members, {"circle_ref": world.pair.ref}),
        Case({"circle_ref": circle, "person_ref": world.boris.ref}, ("omar", "uma")),
        Case({"circle_ref": circle, "person_ref": world.sam.ref}),
    ]


def any_circle(world):
    return [
        Case({"circle_ref": world.undecided.ref}, COORDINATORS),
        Case({"circle_ref": world.pair.ref}, ()),
    ]


def agenda_items(world):
    pair, ended = world.pair, world.ended
    foreign = {"item": ended.items[0].ref}
    return [
        Case({"ref": pair.ref, "item": pair.items[0].ref}, ("omar", "priya"), foreign),
        Case({"ref": pair.ref, "item": pair.removed.ref}, ("omar", "priya"), foreign, ("missing",)),
        Case({"ref": ended.ref, "item": ended.items[0].ref}, ("vera", "priya"), also=("missing",)),
    ]


def activities(world):
    """One that a pair plays, one of a circle, one of a closed group; each can be read by the group's members alone."""
    at = {"step": "write", "deed": "save"}
    return [
        Case({"ref": world.played.ref} | at, ("omar", "priya")),
        Case({"ref": world.played_by_circle.ref} | at, ("omar", "priya", "uma")),
        Case({"ref": world.played_once.ref} | at, ("priya", "vera")),
    ]


def activities_with_pictures(world):
    """Where a picture may be brought."""
    at = {"step": "bring", "deed": "add-picture"}
    return [Case({"ref": world.told.of.ref} | at, ("omar", "priya"), {"deed": "bring"})]


def pictures(world):
    """One that was shown, and one that is nobody's but hers until she shows it."""
    elsewhere = {"ref": world.played.ref}
    return [
        Case({"ref": world.told.of.ref, "picture": world.told.ref}, ("omar", "priya"), elsewhere),
        Case({"ref": world.covered.of.ref, "picture": world.covered.ref}, ("priya",), elsewhere),
    ]


def goals(world):
    """A shared goal, an ended one, and a draft that nobody but its owner reaches."""
    foreign = {"ref": world.ended.ref}
    return [
        Case({"ref": world.pair.ref, "goal": world.goal.ref}, ("omar", "priya"), foreign),
        Case({"ref": world.pair.ref, "goal": world.reached.ref}, ("omar", "priya"), foreign),
        Case({"ref": world.pair.ref, "goal": world.goal_not_shared.ref}, ("priya",), foreign),
        Case({"ref": world.trying.ref, "goal": world.goal.ref}),
    ]


def own_goals(world):
    return [Case(case.values, ("priya",) if case.may else (), case.foreign) for case in goals(world)]


def goals_of_another(world):
    own = Case({"ref": world.pair.ref, "goal": world.goal_not_shared.ref})
    return [Case({"ref": world.pair.ref, "goal": world.goal.ref}, ("omar",), {"ref": world.ended.ref}), own]


def below_a_goal(name, whose):
    """A step, a check-in or an offer of the shared goal; none of another goal."""

    def made(world):
        here = {"ref": world.pair.ref, "goal": world.goal.ref}
        foreign = {"goal": world.reached.ref}
        elsewhere = here | foreign | {name: getattr(world, name).ref}
        return [Case(here | {name: getattr(world, name).ref}, (whose,), foreign), Case(elsewhere)]

    return made


def meetings(world):
    pair, ended = world.pair, world.ended
    return [Case({"ref": pair.ref, "meeting": pair.held.ref}, ("omar", "priya"), {"meeting": ended.held.ref})]


def dated_meetings(world):
    """One that is booked, and one that took place."""
    pair, ended = world.pair, world.ended
    foreign = {"meeting": ended.held.ref}
    return [
        Case({"ref": pair.ref, "meeting": pair.meeting.ref}, ("omar", "priya"), foreign),
        Case({"ref": pair.ref, "meeting": pair.held.ref}, ("omar", "priya"), foreign),
    ]


def calendar_feeds(world):
    """Whoever holds the address reads, signed in or not; one that was stopped or guessed is not there."""
    stopped, guessed = _token(feeds.make(world.vera)), "x" * 43
    feeds.revoke(world.vera)
    everybody = (None, "wanda", "sam", *EVERYBODY)
    kept = [Case({"token": _token(feeds.make(world.priya))}, everybody)]
    return [*kept, Case({"token": stopped}), Case({"token": guessed})]


def _token(path):
    return path.rpartition("/")[2].removesuffix(".ics")


def slot_offers(world):
    """Whoever offers it; the other one books it, and cannot withdraw it."""
    return [Case({"ref": world.pair.ref, "offer": world.slot_offer.ref}, ("omar",), {"ref": world.ended.ref})]


def commitments(world):
    """Any member may read one, but for one taken back, which is its maker's."""
    pair, ended = world.pair, world.ended
    foreign = {"commitment": ended.commitments[0].ref}
    return [
        Case({"ref": pair.ref, "commitment": pair.commitments[0].ref}, ("omar", "priya"), foreign),
        Case({"ref": pair.ref, "commitment": pair.taken_back.ref}, ("omar",), foreign),
        Case({"ref": ended.ref, "commitment": ended.commitments[0].ref}, ("vera", "priya")),
    ]


def commitments_of_mine(world):
    """Priya's first one, Omar's second."""
    pair, ended = world.pair, world.ended
    foreign = {"commitment": ended.commitments[0].ref}
    return [
        Case({"ref": pair.ref, "commitment": pair.commitments[0].ref}, ("priya",), foreign),
        Case({"ref": pair.ref, "commitment": pair.commitments[1].ref}, ("omar",), foreign),
        Case({"ref": pair.ref, "commitment": pair.taken_back.ref}, ("omar",), foreign),
    ]


def commitments_of_another(world):
    pair, foreign = world.pair, {"commitment": world.ended.commitments[1].ref}
    return [
        Case({"ref": pair.ref, "commitment": pair.commitments[0].ref}, ("omar",), foreign),
        Case({"ref": pair.ref, "commitment": pair.commitments[1].ref}, ("priya",), foreign),
        Case({"ref": pair.ref, "commitment": pair.taken_back.ref}, (), foreign),
    ]


def requests(world):
    """Whoever sent it and whoever received it."""
    return [
        Case({"request_ref": world.to_priya.ref}, ("ines", "priya")),
        Case({"request_ref": world.by_priya.ref}, ("tom", "priya")),
        Case({"request_ref": world.declined.ref}, ("vera", "priya")),
        Case({"request_ref": world.we_meet.ref}, ("tom", "omar")),
    ]


def requests_received(world):
    return [
        Case({"request_ref": world.to_priya.ref}, ("priya",)),
        Case({"request_ref": world.by_priya.ref}, ("tom",)),
        Case({"request_ref": world.we_meet.ref}, ("omar",)),
    ]


def requests_sent(world):
    return [
        Case({"request_ref": world.to_priya.ref}, ("ines",)),
        Case({"request_ref": world.by_priya.ref}, ("priya",)),
        Case({"request_ref": world.we_meet.ref}, ("tom",)),
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


def question_sets(world):
    """A bank and a deck; what is for banks alone is not there for a deck."""
    return [
        Case({"ref": world.bank.ref}, COORDINATORS),
        Case({"ref": world.deck.ref}, COORDINATORS, also=("missing",)),
    ]


def questions(world):
    return [Case({"ref": world.question.ref}, COORDINATORS)]


def offered_questions(world):
    return [Case({"ref": world.offered.ref}, COORDINATORS)]


def things_to_report(world):
    """Only what one can see oneself, or had to do with."""
    pair, person = world.pair, people_to_block(world)[0]
    return [
        Case({"kind": "person", "ref": world.priya.ref}, person.may),
        Case({"kind": "request", "ref": world.to_priya.ref}, ("ines", "priya")),
        Case({"kind": "agenda_item", "ref": pair.items[0].ref}, ("omar", "priya"), {"kind": "group"}),
        Case({"kind": "agreement", "ref": pair.agreement.ref}, ("omar", "priya"), {"kind": "request"}),
        Case({"kind": "commitment", "ref": pair.commitments[0].ref}, ("omar",), {"kind": "agenda_item"}),
        Case({"kind": "goal", "ref": world.goal.ref}, ("omar",), {"kind": "agenda_item"}),
        Case({"kind": "goal", "ref": world.goal_not_shared.ref}),
        Case({"kind": "activity", "ref": world.played.ref}, ("omar", "priya"), {"kind": "goal"}),
        Case({"kind": "activity", "ref": world.played_by_circle.ref}, ("omar", "priya", "uma")),
        Case({"kind": "group", "ref": world.ended.ref}, ("vera", "priya"), {"ref": pair.items[0].ref}),
        Case({"kind": "group", "ref": world.circle.ref}, circles(world)[0].may, {"ref": pair.items[0].ref}),
    ]


REACH = {
    "calendar feed": calendar_feeds,
    "meeting in my calendar": dated_meetings,
    "invitation": link("invitation", "iris"),
    "link to a new address": link("new_email", "omar"),
    "reset link": link("reset", "omar"),
    "set-up link": no_set_up,
    "sign-in link": link("sign_in", "omar"),
    "a roster import, for coordinators": rosters,
    "agenda item of mine": agenda_items,
    "anybody, for coordinators": anybody,
    "commitment of a group of mine": commitments,
    "commitment of another member": commitments_of_another,
    "commitment of mine": commitments_of_mine,
    "activity of mine": activities,
    "bank or deck, for coordinators": question_sets,
    "question, for coordinators": questions,
    "offered question, for coordinators": offered_questions,
    "activity of mine with pictures": activities_with_pictures,
    "picture in an activity of mine": pictures,
    "group of mine": groups,
    "goal in a group of mine": goals,
    "goal of mine": own_goals,
    "shared goal of another member": goals_of_another,
    "step of a goal of mine": below_a_goal("step", "priya"),
    "check-in of a goal of mine": below_a_goal("check_in", "priya"),
    "wording offered for a goal of mine": below_a_goal("offer", "priya"),
    "wording I offered": below_a_goal("offer", "omar"),
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
    "time I offer": slot_offers,
    "circle I may see": circles,
    "circle of mine": circles_of_mine,
    "what I wrote in a circle I left": left_words,
    "circle, for coordinators": any_circle,
    "deed about terms, for coordinators": deeds_about_terms,
    "invitation into a circle of mine": invitations_of_mine,
    "invitation to me": invitations,
    "person I may invite": people_to_invite,
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
