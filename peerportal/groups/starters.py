"""Starters: questions to open a meeting with, by how far a group has come. Pure.

The stages go from meeting through agreeing, working and sustaining to closing; the wording is ours. Each question
belongs to one of twelve themes, so that a group which goes through the stages leaves none out.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from peerportal.core.rules import RuleBroken

FIRST_CHAT = (
    "What made you say yes to this chat?",
    "What does a good day at work look like for you?",
    "What would you like to be better at a year from now?",
    "How would we notice that meeting again is worth our time?",
)
SHOWN = 3


@dataclass(frozen=True)
class Starter:
    """A question, the short name it is known by in a form, its theme, and a line on how to go about it."""

    key: str
    words: str
    theme: str = ""
    about: str = ""

    @property
    def form_key(self) -> str:
        """The key that makes the same starter, added twice to one agenda, one item."""
        digest = hashlib.sha256(f"starter {self.key}".encode()).digest()
        return base64.b32encode(digest).decode()[:26].lower()


ROLES, GOALS, LEARNING, EXPERIENCE = "roles", "goals", "learning", "experience"
FEEDBACK, RESOURCES, CONFLICT, DEVELOPMENT = "feedback", "resources", "conflict", "development"
BOUNDARIES, SUSTAINING, SUCCESS, CHANGE = "boundaries", "sustaining", "success", "change"
THEMES = (
    ROLES, GOALS, LEARNING, EXPERIENCE, FEEDBACK, RESOURCES,
    CONFLICT, DEVELOPMENT, BOUNDARIES, SUSTAINING, SUCCESS, CHANGE,
)  # fmt: skip

MEET = (
    Starter("hopes", "What do you hope to take away from our meetings?", GOALS),
    Starter("matters", "What matters most to you at work right now?", DEVELOPMENT),
    Starter("goals", "Which one or two goals do you want to work on first?", GOALS),
    Starter("today", "Where do you stand with them today?", SUCCESS),
    Starter("there", "Where do you want to be, and how would you know you are there?", SUCCESS),
    Starter("story", "Which turn in your working life would you tell a new friend about?", EXPERIENCE),
    Starter(
        "view", "What does your job look like from the inside, and what do others get wrong about it?", ROLES
    ),
    Starter("limits", "What do you want to keep out of these meetings?", BOUNDARIES),
)
AGREE = (
    Starter(
        "roles", "What do our jobs have in common, and what does each of us see that nobody else does?", ROLES
    ),
    Starter("shared", "Which of our goals are the same, and how could we push each other there?", GOALS),
    Starter("feedback", "How do you like to hear feedback, and how rather not?", FEEDBACK),
    Starter("disagree", "What should we do when we disagree?", CONFLICT),
    Starter("success", "How will we know after three meetings that this works?", SUCCESS),
    Starter("frank", "What could I tell you frankly today that would be of use to you?", FEEDBACK),
    Starter("quarrel", "Which disagreement at work did you settle well, and what did it take?", CONFLICT),
    Starter(
        "space",
        "When is it fine to write to each other, and when would you rather not be disturbed?",
        BOUNDARIES,
    ),
)
PUZZLE = Starter(
    "puzzle",
    "A puzzle: something at work that I cannot make sense of",
    EXPERIENCE,
    "Bring what was said or written and what you tried, and take it apart together. Often one of you has been there.",
)
WORK = (
    PUZZLE,
    Starter("challenge", "What was hard since we last met, and how did you go about it?", EXPERIENCE),
    Starter("lesson", "Which experience of yours would have saved me a detour?", EXPERIENCE),
    Starter("held-back", "What holds you back, and what would a first small step be?", LEARNING),
    Starter("together", "What could we take on together instead of side by side?", LEARNING),
    Starter("swap", "What have you read, heard or tried lately that I should know?", RESOURCES),
    Starter("teach", "What could you show me in twenty minutes that took you a year to learn?", RESOURCES),
    Starter("direction", "Where is your career heading, and what of that can we practise here?", DEVELOPMENT),
    Starter("account", "What shall I ask you about next time?", DEVELOPMENT),
)
SUSTAIN = (
    Starter("unnoticed", "What have you stopped noticing about your work?", LEARNING),
    Starter("habit", "Which of my habits would you borrow?", RESOURCES),
    Starter("momentum", "What keeps these meetings worth it, and what has become routine?", SUSTAINING),
    Starter("changed", "What has changed in your job that we should make room for?", CHANGE),
    Starter("measure", "Which of our aims is done, and which one should we let go?", SUCCESS),
    Starter(
        "lasting",
        "Which working friendship has lasted longest in your life, and what kept it alive?",
        SUSTAINING,
    ),
    Starter("if-moved", "If one of us moved to another team, how would we go on?", CHANGE),
)
CLOSE = (
    Starter("changed-us", "What do we do differently now from when we began?", SUCCESS),
    Starter("thanks", "Which sentence or act of yours do I want to thank you for?", FEEDBACK),
    Starter("unfinished", "What stays unfinished, and who takes it further?", GOALS),
    Starter("touch", "How do we want to keep in touch, and about what?", SUSTAINING),
    Starter("pass-on", "What have we learned here that we want to pass on to somebody else?", LEARNING),
)
STAGES = {"meet": MEET, "agree": AGREE, "work": WORK, "sustain": SUSTAIN, "close": CLOSE}


def stage_of(held: int, near_end: bool) -> str:
    """The stage of a group that has met so often; one near its end looks back, once it has met at all."""
    if near_end and held:
        return "close"
    if held < 2:
        return ("meet", "agree")[held]
    return "work" if held < 5 else "sustain"


def of_stage(stage: str) -> tuple[Starter, ...]:
    """The questions of a stage."""
    return STAGES[stage]


def chosen(key: str) -> Starter:
    """The starter of this name; RuleBroken for any other."""
    for starter in MEET + AGREE + WORK + SUSTAIN + CLOSE:
        if starter.key == key:
            return starter
    raise RuleBroken("Please choose one of the questions.")
