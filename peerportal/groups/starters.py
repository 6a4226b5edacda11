"""Starters: questions to open a meeting with, by how long a group has known each other. Pure.

The stages go from meeting through agreeing, working and sustaining to closing; the wording is ours.
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


@dataclass(frozen=True)
class Starter:
    """A question and the short name it is known by in a form."""

    key: str
    words: str

    @property
    def form_key(self) -> str:
        """The key that makes the same starter, added twice to one agenda, one item."""
        digest = hashlib.sha256(f"starter {self.key}".encode()).digest()
        return base64.b32encode(digest).decode()[:26].lower()


def _stage(**questions: str) -> tuple[Starter, ...]:
    return tuple(Starter(key.replace("_", "-"), words) for key, words in questions.items())


MEET = _stage(
    hopes="What do you hope to take away from our meetings?",
    matters="What matters most to you at work right now?",
    goals="Which one or two goals do you want to work on first?",
    today="Where do you stand with them today?",
    there="Where do you want to be, and how would you know you are there?",
)
AGREE = _stage(
    roles="What do our two jobs have in common, and what can each of us see that the other cannot?",
    feedback="How do you like to hear feedback, and how rather not?",
    disagree="What should we do when we disagree?",
    limits="What do you want to keep out of these meetings?",
    success="How will we know after three meetings that this works?",
)
WORK = _stage(
    challenge="What was hard since we last met, and how did you go about it?",
    lesson="Which experience of yours would have saved me a detour?",
    swap="What have you read, heard or tried lately that I should know?",
    held_back="What holds you back, and what would a first small step be?",
    together="What could we take on together instead of side by side?",
    account="What shall I ask you about next time?",
)
SUSTAIN = _stage(
    unnoticed="What have you stopped noticing about your work?",
    habit="Which of my habits would you borrow?",
    momentum="What keeps these meetings worth it, and what has become routine?",
    changed="What has changed in your job that we should make room for?",
    measure="Which of our aims is done, and which one should we let go?",
)
STAGES = ((1, MEET), (2, AGREE), (5, WORK))


def for_meeting(number: int) -> tuple[Starter, ...]:
    """The questions for a group's first, second, … meeting."""
    return next((questions for last, questions in STAGES if number <= last), SUSTAIN)


def chosen(key: str) -> Starter:
    """The starter of this name; RuleBroken for any other."""
    for starter in MEET + AGREE + WORK + SUSTAIN:
        if starter.key == key:
            return starter
    raise RuleBroken("Please choose one of the questions.")
