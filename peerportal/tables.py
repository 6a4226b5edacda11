"""Every table of the portal, in an order that respects their references."""

from __future__ import annotations

from peerportal.concerns.models import Concern
from peerportal.core.changes import Change, ChangeHead
from peerportal.core.jobs import Job
from peerportal.core.limits import RateHit
from peerportal.core.log import LogEntry
from peerportal.core.vault import Space, SpaceReader
from peerportal.groups.models import Acceptance, AgendaItem, Agreement, Group, Meeting, Membership
from peerportal.matching.models import Exposure, KeptTilt, PeerRequest, SetAside
from peerportal.people.models import (
    Block,
    JoiningRules,
    Level,
    OneTimeLink,
    Person,
    PersonTerm,
    Profile,
    RosterImport,
    RosterRow,
    SignIn,
)
from peerportal.programmes.models import Enrolment, Programme
from peerportal.terms.models import Term, TermDeed, TermLink
from peerportal.terms.proposals import TermProposal, TermVector

CORE = [ChangeHead, Change, Job, LogEntry, RateHit, Space, SpaceReader]
TERMS = [Term, TermLink, TermDeed, TermVector, TermProposal]
PEOPLE = [
    Level, Person, Profile, PersonTerm, Block, SignIn, OneTimeLink, JoiningRules, RosterImport, RosterRow,
]  # fmt: skip
PROGRAMMES = [Programme, Enrolment]
GROUPS = [Group, Membership, Agreement, Acceptance, Meeting, AgendaItem]
MATCHING = [PeerRequest, SetAside, Exposure, KeptTilt]
CONCERNS = [Concern]
TABLES = CORE + TERMS + PEOPLE + PROGRAMMES + GROUPS + MATCHING + CONCERNS
