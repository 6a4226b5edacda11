"""Circles, invitations into one, and what somebody wrote in one they left."""

from tests.reach.case import COORDINATORS, EVERYBODY, Case


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


REACH = {
    "circle I may see": circles,
    "circle of mine": circles_of_mine,
    "what I wrote in a circle I left": left_words,
    "circle, for coordinators": any_circle,
    "invitation into a circle of mine": invitations_of_mine,
    "invitation to me": invitations,
    "person I may invite": people_to_invite,
}
