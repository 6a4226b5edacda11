"""Every table of the portal, in an order that respects their references."""

from __future__ import annotations

from peerportal.activities.models import (
    ActivityDay,
    ActivityDayMember,
    ActivityPart,
    ActivityPicture,
    ActivitySession,
    DrawnQuestion,
    KindOff,
    OfferedQuestion,
    OwnDeck,
    OwnQuestion,
    Question,
    QuestionCursor,
    QuestionOff,
    QuestionPlace,
    QuestionSet,
    QuestionWording,
    SetOff,
)
from peerportal.concerns.models import Concern
from peerportal.core.changes import Change, ChangeHead
from peerportal.core.jobs import Job
from peerportal.core.limits import RateHit
from peerportal.core.log import LogEntry
from peerportal.core.vault import Space, SpaceReader
from peerportal.groups.models import (
    Acceptance,
    AgendaItem,
    Agreement,
    CalendarFeed,
    Circle,
    CircleInvitation,
    Commitment,
    Farewell,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Group,
    ItemNote,
    LeftWords,
    Meeting,
    MeetingCheck,
    Membership,
    Notebook,
    Sitting,
    SlotOffer,
)
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
GROUPS = [
    Group, Membership, Agreement, Acceptance, Meeting, AgendaItem, SlotOffer, Sitting, MeetingCheck, ItemNote, Notebook,
    Farewell, CalendarFeed, Commitment, Goal, GoalWording, GoalStep, GoalCheckIn, Circle, CircleInvitation, LeftWords,
]  # fmt: skip
MATCHING = [PeerRequest, SetAside, Exposure, KeptTilt]
ACTIVITIES = [
    ActivitySession, ActivityPart, ActivityPicture, ActivityDay, ActivityDayMember,
    QuestionSet, Question, QuestionWording, QuestionPlace, KindOff, SetOff,
    QuestionOff, DrawnQuestion, QuestionCursor, OfferedQuestion, OwnQuestion, OwnDeck,
]  # fmt: skip
CONCERNS = [Concern]
TABLES = CORE + TERMS + PEOPLE + PROGRAMMES + GROUPS + MATCHING + ACTIVITIES + CONCERNS
