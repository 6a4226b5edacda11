"""What a new programme says until its coordinator says it better, and the words for its settings."""

from __future__ import annotations

PURPOSE = (
    "Two colleagues help each other with what each of them does well, and learn from someone they would not have "
    "met otherwise."
)
# Confidentiality, respect, open feedback, equal time: one rule a line.
GROUND_RULES = "\n".join(
    (
        "What we say stays between us; it goes further only with a yes from the one who said it.",
        "Nobody is made small for what they share. We try to understand before we try to solve.",
        "We say kindly and plainly what we see, ask for the same, and stay open to ways that are not ours.",
        "Everybody speaks and everybody listens, for about the same time, and we swap roles.",
    )
)
# The parts of the order of suggestions that a coordinator may turn up or down: notch 0 to 4, two being normal.
NOTCHES = ("Not at all", "A little", "Normal", "More", "Much more")
NORMAL = 2
COMPONENTS = {
    "exchange": "Each has what the other looks for",
    "common": "A shared situation or shared interests",
    "practical": "Working hours and ways of meeting that suit both",
    "level": "Close in level",
    "difference": "Another department or place, as wished above",
}
SETTINGS = {
    "name": "Name",
    "purpose": "Purpose",
    "starts_on": "First day",
    "ends_on": "Last day",
    "cadence_days": "Days between meetings",
    "audience": "Who it is for",
    "company_gives": "What the company gives",
    "ground_rules": "Ground rules",
    "department_wish": "Wish about departments",
    "place_wish": "Wish about places",
    "level_gap": "Largest gap in level",
    "shared_hours": "Minutes a week to share",
    "weights": "Weights",
    "wild_card": "Wild card",
    "pending_out": "Requests sent at a time",
    "pending_in": "Requests received at a time",
    "remind_days": "Days of the reminders",
    "expiry_days": "Days until a request ends",
    "cooldown_days": "Days before meeting again",
    "approves_circles": "Coordinators approve circles",
}
