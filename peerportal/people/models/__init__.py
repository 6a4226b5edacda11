"""The tables of people, one file a noun."""

from peerportal.people.models.blocks import Block
from peerportal.people.models.joining import JoiningRules, OneTimeLink
from peerportal.people.models.person import Level, Person
from peerportal.people.models.profile import PersonTerm, Profile
from peerportal.people.models.roster import RosterImport, RosterRow
from peerportal.people.models.sign_in import SignIn

__all__ = [
    "Block",
    "JoiningRules",
    "Level",
    "OneTimeLink",
    "Person",
    "PersonTerm",
    "Profile",
    "RosterImport",
    "RosterRow",
    "SignIn",
]
