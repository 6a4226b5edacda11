"""People's own words made to fit into a sentence; what stands on their own page is left as they typed it.

Somebody writes "I can help with Excel formulas!" where others write "Excel formulas". A sentence takes what is meant,
begins it as one does in the middle of a sentence, and puts into quotation marks what is a sentence itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from peerportal.core.text import fold

LONG = 40  # characters; beyond it nobody sees where the words of a sentence end and somebody's begin
_LEAD_INS = re.compile(
    r"^(?:"
    r"(?:i\s+)?(?:can|could|will)\s+(?:help|teach|show|support|coach|advise)(?:\s+(?:you|others|people|anyone))?"
    r"(?:\s+(?:with|in|on|about))?"
    r"|(?:happy|glad|able)\s+to\s+(?:help|talk|share|teach)(?:\s+(?:with|about))?"
    r"|help(?:ing)?(?:\s+(?:you|others|people))?\s+(?:with|in|on)"
    r"|ask\s+me\s+about"
    r"|i(?:'m|\s+am)\s+(?:good\s+at|into|interested\s+in|experienced\s+(?:in|with)|learning)"
    r"|i\s+(?:know|offer|do|teach|like|love|seek|need)(?:\s+(?:help\s+with|about))?"
    r"|(?:i(?:'d|\s+would)\s+(?:like|love)\s+to|i\s+want\s+to|want\s+to|to)\s+"
    r"(?:learn|improve|understand|know|get\s+better\s+at|be(?:come)?\s+better\s+at)(?:\s+(?:about|my))?"
    r"|(?:get|getting|become|becoming)\s+better\s+(?:at|in)"
    r"|(?:learn|learning|improve|improving)(?:\s+(?:about|my))?"
    r")\s+(?=\S)",
    re.IGNORECASE,
)
_ENDS = ".,;:!?… "
_MARKS = ("“”", "„“", '""', "''", "‘’", "«»", "()")
# Endings of words for doing something; a name that ends like one is too short to be taken for one.
_DOING = re.compile(r"[A-Z][a-z]+(?:ing|ation|iation|tation|ment|ship|ness|ility)s?")
# Words that begin a term, and words that are one, and are surely nobody's name.
_ORDINARY = frozenset(
    "account agile asking back becoming being board brand budget business career change clear code cold "
    "component conflict content cost customer data decision design difficult digital emotional event "
    "executive fair field financial first giving good hard having hiring incident interaction leading "
    "listening low machine making market media meeting mental moving new online people personal planning "
    "post product project public quality remote returning risk running safety sales saying self small "
    "speaking speech stakeholder starting strategic stress supplier supply survey switching system "
    "systems taking talent team technical test time training unit usability user visual work working "
    "writing".split()
)
_ALONE = frozenset(
    "accessibility audits automation badminton baking biking blogging boxing budgeting camping chess "
    "choir climbing coaching coffee cooking copywriting crafts crosswords cycling dancing dashboards "
    "debugging delegation drawing facilitation film films fishing football fundraising gaming gardening "
    "hiking hiring history hockey improvisation interviewing jazz jogging juggling knitting listening "
    "mentoring music negotiation onboarding painting parenting patience philosophy photography pilates "
    "planning podcasts poetry politics pottery pricing prioritising prioritizing puzzles reading "
    "recruiting roadmaps rowing running sailing sewing singing skating sketching skiing soldering "
    "statistics storytelling surfing swimming teaching tennis theater theatre travel travelling "
    "troubleshooting volleyball volunteering walking woodwork writing yoga".split()
)


@lru_cache(maxsize=1 << 14)
def spoken(typed: str, name: str = "") -> str:
    """What somebody typed as a part of a sentence; `name` is whom the sentence is about."""
    words = _bare(typed)
    if fold(words) == fold(name) or _is_sentence(words):
        return f"“{words}”"
    return _begun_low(words)


def _bare(typed: str) -> str:
    """Without a lead-in, quotation marks around it, and the marks that end a sentence."""
    text = typed.strip()
    for pair in _MARKS:
        if len(text) > 2 and text[0] == pair[0] and text[-1] == pair[1] and pair[0] not in text[1:-1]:
            text = text[1:-1].strip()
    text = text.rstrip(_ENDS) or text
    return _LEAD_INS.sub("", text, count=1)


def _is_sentence(words: str) -> bool:
    """Whether it is too long, or too much of a sentence, to stand inside another one unmarked."""
    return len(words) > LONG or bool(re.search(r"[.!?;:…]\s|,\s.*,\s|^I\s|\s[Ii]('\w+)?\s", words))


def _begun_low(words: str) -> str:
    """With a small first letter where it is surely no name: "Public speaking", but neither "Power BI" nor "Excel"."""
    first, _, rest = words.partition(" ")
    titled = first[:1].isupper() and first[1:].islower()
    if not titled or rest != rest.lower():
        return words
    known = first.lower() in (_ORDINARY if rest else _ALONE)
    ordinary = known or (len(first) > 7 and _DOING.fullmatch(first))
    return first.lower() + words[len(first) :] if ordinary else words
