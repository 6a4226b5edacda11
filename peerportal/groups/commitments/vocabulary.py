"""The words that wording.py listens for: what one does, what is only a direction, and what can mean much."""

from __future__ import annotations

import re

# What somebody does, so that another could see it done.
DEEDS = frozenset(
    """
    accept add agree announce answer apply arrange ask assign attend back begin block book borrow bring browse build
    buy call cancel carry check choose clean clear close collect comment compare compile complete contact copy count
    create cut decide decline delegate delete deliver demo describe design discuss dismiss do document draft draw
    drop edit email end enrol enroll estimate explain file fill find finish fix follow forward gather give go greet
    hand have hear help hire hold host inform install interview introduce invite join jot keep lead leave lend let
    lift link list listen mail make map mark measure meet mention message mock move name negotiate note offer open
    order organise organize outline pair pass pay phone pick pilot pitch place plan play point post postpone
    practise practice prepare present print propose prototype publish push put raise read rearrange reach rehearse
    recommend record redo refuse register remove rent repeat replace reply report request reserve return review
    revise rewrite ring run save say schedule scan search see select sell send set shadow share show shut sign sit
    sketch skip sleep solve sort speak spend start stick stop study submit subscribe suggest summarise summarize
    swap switch take talk teach tell test text thank tidy track train translate travel turn type uninstall update
    upload use visit volunteer wait wake walk watch write
    """.split()
)
# What points somewhere without saying how one gets there.
DIRECTIONS = frozenset(
    """
    improve be become grow develop strengthen enhance increase boost deepen master optimise optimize learn
    understand know explore consider think reflect focus try aim feel strive
    """.split()
)
TWO_WORD_DIRECTIONS = frozenset(
    {("get", "better"), ("get", "more"), ("get", "into"), ("get", "good"), ("do", "better"), ("work", "on")}
    | {("work", "towards"), ("look", "into"), ("keep", "improving"), ("keep", "trying"), ("speak", "better")}
)
ASKED_OF = {
    "learn": "has many doors. What will you read, watch or ask, and whom?",
    "understand": "has many doors. What will you read, watch or ask, and whom?",
    "know": "has many doors. What will you read, watch or ask, and whom?",
    "explore": "has many doors. Which one will you open first?",
    "think": "happens unseen. What will you write down or decide?",
    "consider": "happens unseen. What will you write down or decide?",
    "reflect": "happens unseen. What will you write down or decide?",
    "try": "leaves a door open. What will you do, if only once?",
    "be": "says how rather than what. What would somebody see you do?",
    "become": "says how rather than what. What would somebody see you do?",
    "feel": "says how rather than what. What would somebody see you do?",
}
BEFORE_NOUNS = frozenset("the a an my our your his her their this that these those some any no of".split())
# Words that tell that a text is English at all, so that nothing is said about one in another language.
ENGLISH = (
    frozenset(
        """
        i we you he she they it me my our your his her their the a an to and with for from of at by before after
        until about one some how what who is are will would this that next week day more better everything something
        everyone always never get look work i'll let's
        """.split()
    )
    | frozenset(word for word in DEEDS if len(word) > 4)
    | DIRECTIONS - {"be"}
)
ALL_OF_IT = re.compile(
    r"\b(?:everything|everybody|everyone|always|never|every (?:single )?(?:day|week|morning|evening|time|meeting)|"
    r"all the time|completely|totally|perfectly|entirely|once and for all|the (?:whole|entire)(?: \w+)?)\b",
    re.IGNORECASE,
)
UNCLEAR = re.compile(
    r"\b(?:better|more|less|something|somehow|stuff|things|whatever|maybe|perhaps|hopefully|probably|a bit|if possible|"
    r"regularly|properly|and so on|etc)\b",
    re.IGNORECASE,
)
SOME_TIME = re.compile(
    r"\b(?:soon|some ?time|some ?day|eventually|at some point|later|in (?:the|near) future|"
    r"when(?:ever)? (?:i|there is|i have) (?:can|find|have|get)?\s*(?:the )?time|asap|as soon as possible)\b",
    re.IGNORECASE,
)
