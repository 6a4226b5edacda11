"""From the opaque ids in an address to activities of the signed-in person's groups; anybody else's are a 404."""

from __future__ import annotations

from typing import Any

from flask import abort

from peerportal.activities import pictures
from peerportal.activities.kind import Deed, Kind, Step
from peerportal.activities.kinds import KINDS
from peerportal.activities.mark import SessionMark, marked
from peerportal.activities.models import (
    ActivityPicture,
    ActivitySession,
    OfferedQuestion,
    Question,
    QuestionSet,
)
from peerportal.activities.playing import kind_of
from peerportal.groups.models import Circle, Group
from peerportal.web.gates import person


def _found(query: Any) -> Any:
    return query.first() or abort(404)


def my_group(ref: str) -> Group:
    """A group I am in."""
    group: Group = _found(Circle.beside(Group.of(person())).where(Group.ref == ref))
    return group


def my_session(ref: str) -> tuple[Group, ActivitySession]:
    """An activity of a group I am in, with that group."""
    of_it = Group.of(person()).join_from(Group, ActivitySession, on=(ActivitySession.group == Group.id))
    group: Group = _found(Circle.beside(of_it).where(ActivitySession.ref == ref))
    session: ActivitySession = _found(ActivitySession.select().where(ActivitySession.ref == ref))
    return group, session


def my_session_marked(ref: str) -> SessionMark:
    """The mark of an activity of a group I am in, whose words I may read."""
    return marked(ref, person()) or abort(404)


def session_of(mark: SessionMark, ref: str) -> tuple[Group, ActivitySession]:
    """The activity that a mark speaks of, and its group, as they are now."""
    session: ActivitySession = _found(ActivitySession.select().where(ActivitySession.ref == ref))
    return mark.group.group() or abort(404), session


def my_picture(ref: str, picture: str) -> tuple[Group, ActivityPicture]:
    """A picture in an activity of mine that I brought or that was shown, with its group."""
    group, session = my_session(ref)
    found: ActivityPicture = _found(
        pictures.seen(session.id, person().id).where(ActivityPicture.ref == picture)
    )
    return group, found


def my_groups() -> list[Group]:
    """The groups I am in that are not closed, the oldest first."""
    return list(Circle.beside(Group.of(person())).where(Group.state != "closed").order_by(Group.id))


def kind(key: str) -> Kind:
    """The activity of this name."""
    return KINDS.get(key) or abort(404)


def step_of(session: ActivitySession, key: str) -> Step:
    """A step of this activity."""
    return kind_of(session).step(key) or abort(404)


def deed_of(step: Step, key: str, brings_picture: bool = False) -> Deed:
    """Something that can be done in this step, with a picture or without."""
    found = step.deed(key) or abort(404)
    return found if found.brings_picture is brings_picture else abort(404)


def my_deed(
    ref: str, step: str, deed: str, brings_picture: bool = False
) -> tuple[Group, ActivitySession, Step, Deed]:
    """Something that can be done in a step of an activity of a group I am in, with all it is part of."""
    group, session = my_session(ref)
    at = step_of(session, step)
    return group, session, at, deed_of(at, deed, brings_picture)


def my_picture_deed(ref: str, step: str, deed: str) -> None:
    """A 404 unless this is a deed of mine that brings a picture."""
    my_deed(ref, step, deed, brings_picture=True)


def question_set(ref: str) -> QuestionSet:
    """A bank or deck, for coordinators."""
    return QuestionSet.get_or_none(QuestionSet.ref == ref) or abort(404)


def bank(ref: str) -> QuestionSet:
    """A bank, for coordinators."""
    found = question_set(ref)
    return abort(404) if found.is_deck else found


def question(ref: str) -> tuple[Question, QuestionSet]:
    """A question of a bank or a card of a deck, with that, for coordinators; not one that a release left out."""
    found = Question.get_or_none(Question.ref == ref, Question.dropped_at.is_null()) or abort(404)
    return found, QuestionSet.get_by_id(found.set_id)


def offer(ref: str) -> OfferedQuestion:
    """A question that was offered to everyone, for coordinators."""
    return OfferedQuestion.get_or_none(OfferedQuestion.ref == ref) or abort(404)
