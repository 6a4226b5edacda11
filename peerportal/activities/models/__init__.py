"""The tables of activities."""

from peerportal.activities.models.content import (
    KindOff,
    Question,
    QuestionOff,
    QuestionPlace,
    QuestionSet,
    QuestionWording,
    SetOff,
)
from peerportal.activities.models.day import ActivityDay, ActivityDayMember
from peerportal.activities.models.drawn import (
    DrawnQuestion,
    OfferedQuestion,
    OwnDeck,
    OwnQuestion,
    QuestionCursor,
)
from peerportal.activities.models.picture import ActivityPicture
from peerportal.activities.models.session import ActivityPart, ActivitySession

__all__ = [
    "ActivityDay",
    "ActivityDayMember",
    "ActivityPart",
    "ActivityPicture",
    "ActivitySession",
    "DrawnQuestion",
    "KindOff",
    "OfferedQuestion",
    "OwnDeck",
    "OwnQuestion",
    "Question",
    "QuestionCursor",
    "QuestionOff",
    "QuestionPlace",
    "QuestionSet",
    "QuestionWording",
    "SetOff",
]
