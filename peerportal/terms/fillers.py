"""Words about how well or how long one knows a thing, taken off what the thing is; only where they stand as such."""

from __future__ import annotations

import re

_LEVEL = (
    r"(?:basics?|beginners?|elementary|(?:pre-|upper[- ])?intermediate|advanced|proficient|"
    r"fluent|native|professional|"
    r"conversational|expert|experienced|novice|starter|junior|senior|confident|good|[abc][12]\+?|level \w+|"
    r"\d+\+? (?:years?|yrs?)(?: experience)?|certified|self-taught|wip|learning)"
)
_BRACKETED = re.compile(
    rf"[(\[]\s*{_LEVEL}(?:\s+(?:level|user|speaker))?\s*[)\]]"
    rf"|\s*[,:/\u2013\u2014-]\s+{_LEVEL}(?:\s+(?:level|user|speaker))?\s*$"
)
_MUCH = (
    r"(?:very|good|strong|solid|deep|some|working|basic|sound|in-depth|hands-on|practical|"
    r"proven|excellent|great|extensive|broad|expert)"
)
_BEFORE = re.compile(
    rf"^(?:(?:{_MUCH}\s+)*"
    r"(?:knowledge (?:of|in)|experienced? (?:with|in|of|using)|expertise (?:in|with)|expert in|"
    r"skill(?:s|ed)? (?:in|at|with)|"
    r"proficien(?:t|cy) (?:in|with|at)|fluen(?:t|cy) in|competen(?:t|ce|cy) (?:in|with)|trained in|versed in|"
    r"understanding (?:of|how to)|understand how to|familiar(?:ity)? with|background in|certified in|"
    r"(?:an? )?intro(?:duction)? to|(?:the )?(?:basics|fundamentals|essentials|foundations|"
    r"art) of|first steps (?:in|with)|"
    r"getting (?:started|better) (?:with|in|at)|get (?:started|better) (?:with|in|at)|good at|better at|"
    r"how (?:to|do i|do you)|how i|ability to|able to|capable of|know how to|want to learn|"
    r"would like to learn|"
    r"learn(?:ing)? (?:how )?to|learn|interest(?:ed)? in|passionate about|passion for|"
    r"help(?:ing)? with|tips (?:on|for)|"
    r"advice (?:on|about|for)|improv(?:e|ing) (?:my|our|your)|practi[cs](?:e|ing) my)"
    r"|advanced|intermediate|elementary|fluent|proficient|beginner(?:'?s)?|conversational|native|"
    r"self-taught|\d+\+? (?:years?|yrs?)(?: of)?(?: experience)?(?: (?:in|with|of))?)\s+(?=\S)"
)
_BASIC = re.compile(r"^basic\s+(?=\S)")
# What a level-like word belongs to: these are things, not levels of things.
_BELONGS = re.compile(
    r"^(?:basic (?:income|research|life support|needs|rights|oxygen|metals?|science|structure)"
    r"|advanced (?:life|trauma|cardiac|manufacturing|materials|nursing|nurse|clinical|"
    r"persistent|therap|driver|driving|planning|"
    r"analytics|care|practice|practitioner|placement|process|product|encryption|higher)"
    r"|intermediate (?:care|goods|representation|language)|elementary (?:school|education|teach|"
    r"particle|math)"
    r"|native (?:advertis|app|american|mobile|species|title|plant|develop)|learn (?:and|&))"
)
_GOOD = re.compile(
    rf"^(?:{_MUCH}|effective|efficient|outstanding|advanced|polished)\s+(?=\S+.*\b(?:skills?|"
    rf"abilit(?:y|ies))$)"
)
_AFTER = re.compile(
    r"(?<=\S)\s+(?:(?:soft )?skills?(?: set)?|skillset|abilit(?:y|ies)|competenc(?:y|e|es|ies)|"
    r"basics|fundamentals|"
    r"essentials|expertise|proficiency|fluency|know[- ]?how|(?:level )?[abc][12]\+?|from scratch|101|"
    r"for (?:(?:absolute |complete )?beginners|dummies|starters|newbies|everyone)|"
    r"(?:advanced|intermediate)(?: level)?|(?:basic|beginner|expert|native|[abc][12]) level|"
    r"\d+\+? (?:years?|yrs?)(?: (?:of )?experience)?)$"
)
_KNOWLEDGE = re.compile(r"(?<=\S)\s+(?:knowledge|experience)$")
# Endings that are the thing itself: user experience, product knowledge, soft skills.
_WHOLE = re.compile(
    r"(?:\b(?:user|customer|employee|candidate|guest|patient|brand|digital|work|visitor|client|"
    r"developer|shopping|player|"
    r"learner|buyer|retail|resident|passenger|member|near[- ]death|human|lived|student|fan|"
    r"online|service|end[- ]to[- ]end"
    r") experience|\b(?:product|domain|local|common|tacit|indigenous|general|traditional|body of) knowledge"
    r"|^(?:soft|hard|life|people|interpersonal|social|motor|study|basic|essential|key|core|"
    r"fine motor|transferable"
    r"|digital|language|cognitive|functional|green) (?:skills|abilities|competences|competencies)"
    r"|^(?:team|space|career|people|talent|mixed|special|core|cultural|digital|linguistic|multicultural"
    r"|intercultural|legal|physical|learning|dis) (?:abilit(?:y|ies)|competenc(?:e|y|es|ies)))$"
)
_REPEATED = re.compile(r"^(?P<first>[^()\[\]]+?)\s*[(\[]\s*(?P<second>[^()\[\]]+?)\s*[)\]]$")
_LITTLE = frozenset("a an the of in for and to with on at by & de des du la le les und der die das".split())


def without_fillers(text: str) -> str:
    """Folded text without words about how well one knows it, such as "knowledge of" or "(advanced)"."""
    text = _once(_BRACKETED.sub(" ", text).strip() or text)
    if not _BELONGS.match(text):
        text = _GOOD.sub("", text)
        for pattern in (_BEFORE, _BASIC):
            text = pattern.sub("", text, count=1).strip() or text
    if _WHOLE.search(text):
        return text
    text = _AFTER.sub("", text).strip() or text
    return text if _WHOLE.search(text) else _KNOWLEDGE.sub("", text).strip() or text


def _once(text: str) -> str:
    """A thing that is named twice, in full and by its initials in brackets, is named once, in full."""
    found = _REPEATED.match(text)
    if not found:
        return text
    long, short = sorted((found["first"], found["second"]), key=len, reverse=True)
    words = re.findall(r"[^\W_]+", long)
    letters = re.sub(r"[^a-z0-9]", "", short.removesuffix("s") if len(short) > 3 else short)
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _LITTLE)
    fits = len(letters) > 1 and letters in (every, main, every.rstrip("s"))
    return long if fits else text
