"""The phrases by which a goal's wording is read: plain English of many trades, each list for one question."""

from __future__ import annotations

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern of whole words; no phrase holds a repetition within another one, so that none can take "
    "long."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


_MORE = (
    "confident|confidence|productive|organi[sz]ed|visible|visibility|strategic|assertive|efficient|"
    "effective|creative|"
    "patient|proactive|successful|professional|resilient|relaxed|motivated|involved|independent|open|"
    "flexible|focus(?:s?ed)?"
)
_QUALITY = (
    "communications?|communication skills|leadership(?: skills)?|(?:people|soft|social|presentation|"
    "time management|"
    "management|listening|language|computer|technical|interpersonal) skills|skills|self|attitude|mindset|"
    "performance|"
    "english|german|french|spanish|work|teamwork|health|networking|confidence|time management"
)
# Wishes without an edge: nobody could see on a given day whether they came true.
WIDE = any_of(
    r"(?:get|getting|be|being|become|becoming|do|doing|feel|communicate|work|lead|listen|manage|cope) better",
    r"(?:be|become|being|becoming) (?:a|an) (?:much |even )?(?:better|great|good|stronger|more)",
    r"(?:have|find|get) (?:a |some )?(?:better|more|healthier) (?:work|balance|life|relationship)",
    rf"(?:more|less) (?:{_MORE}|stressed|nervous|shy|anxious|afraid|busy)",
    rf"(?:improve|develop|strengthen|build|boost|sharpen|grow|increase|better|work on) (?:on )?(?:my|"
    rf"our)(?: own)? (?:{_QUALITY})",
    r"(?:improve|develop|better|push|challenge|grow) (?:myself|ourselves)",
    r"grow as|grow (?:professionally|personally)|personal growth|professional development",
    r"(?:learn|know|understand|find out) (?:much |a lot |a bit )?more(?: about)?",
    r"(?:learn|know|understand|master|improve|do) (?:everything|all there is|all about|the whole)",
    r"everything|all aspects|in general|in every way|across the board|all areas",
    r"(?:advance|further|boost|build|grow|develop) my career|career growth|next level|my (?:full )?potential",
    r"work[- ]life[- ]balance|be (?:happy|happier|successful|a leader|a role model)|make a difference|"
    r"step up",
)
TOPIC_AFTER = any_of(
    r"(?:get|getting|be|being|become|becoming) better (?:at|with|in|on)",
    r"(?:learn|know|understand|find out) (?:much |a lot |a bit )?more about",
    r"(?:learn|know|understand) everything about",
    r"(?:improve|develop|strengthen|build|boost|grow|increase|work on|working on) (?:my|our|on my)?",
)
TRYING = re.compile(
    r"(?:i )?(?:(?:will|want to|would like to|'d like to|am going to|plan to|intend to|"
    r"shall) )?(?:always |really )?"
    r"(?:try(?:ing)? (?:to|and|my best to|out)|attempt to|aim to|hope to|hoping to|strive (?:to|for)|"
    r"work(?:ing)? on|"
    r"think(?:ing)? (?:about|of)|look(?:ing)? (?:into|at)|explore|exploring|consider|considering|"
    r"see (?:if|whether)|"
    r"do my best(?: to)?|make an effort(?: to)?|endeavou?r to|maybe|perhaps|possibly|be open to|"
    r"focus on)(?!\w)",
    re.IGNORECASE,
)
_THEY = (
    "manager|boss|supervisor|foreman|forewoman|director|team|colleagues?|coworkers?|co-workers|company|"
    "management|head|"
    "chief|client|clients|customers?|guests|patients|people|others|employer|leader|lead|ward sister|"
    "matron|hr|everybody|everyone"
)
# Only others can make these come true.
OTHERS = any_of(
    r"(?:get|getting|be|being|become) (?:finally |more )?(?:promoted|recogni[sz]ed|noticed|appreciated|"
    r"valued|respected|"
    r"accepted|chosen|selected|invited|appointed|hired|rewarded|considered|given|offered|allowed|trusted|"
    r"heard|listened to|"
    r"seen|asked|included|transferred|nominated|picked)",
    r"(?:get|receive|be given|earn|have) (?:a|an|my|the|more|some) (?:pay rise|raise|rise|promotion|"
    r"bonus|recognition|"
    r"responsibility|respect|permanent contract|better contract|permanent job|budget|bigger budget|"
    r"praise|appreciation|pay)",
    rf"(?:my|our|the|that the|that my) (?:{_THEY}) (?:will |should |must |has to |have to |is to |"
    rf"are to |finally |always )?"
    r"(?:gives?|lets?|stops?|starts?|listens?|respects?|treats?|understands?|accepts?|approves?|"
    r"promotes?|takes?|sees?|"
    r"trusts?|thanks?|changes?|helps?|likes?|supports?|notices?|allows?|invites?|pays?|shows?)",
)
I_DO = any_of(
    r"i (?:will|can|could|am|have|ask|shall|do|already|would|know|take|get|need)", "i'll", "my part"
)

_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    "hundred|once|twice|"
    "half|third|quarter|dozen|both|thrice"
)
COUNT = any_of(
    r"\d[\d.,:]*(?:%|h|km|kg|m|min)?",
    rf"(?:{_NUMBERS})(?:st|nd|rd|th)?",
    r"(?:every|each|per|a) (?:single )?(?:hour|day|week|month|shift|friday|monday|tuesday|wednesday|"
    r"thursday|saturday|"
    r"sunday|lesson|morning|evening|meeting|call|visit)",
    r"daily|weekly|monthly|hourly|percent|per cent",
)
# A yes or no that somebody can see.
SEEN = any_of(
    r"pass(?:es|ed)?|certificates?|certified|licen[cs]es?|diploma|exam|sign(?:s|ed)?(?: off)?|signed|"
    r"approve[sd]?|publish(?:es|ed)?|"
    r"complete[sd]?|finish(?:es|ed)?|hand(?:ed)? in|submit(?:s|ted)?|deliver(?:s|ed)? the report|"
    r"launch(?:es|ed)?",
    r"(?:tells?|told|says?|said|confirms?|agrees?|notices?|asks?|thanks?|tests?|checks?|"
    r"understands?) (?:me|us|that|it|all|so)?",
    r"in a row|without (?:a|any) (?:call|mistake|complaint|accident|late)|nobody|no more|none|zero|"
    r"never again",
    r"(?:present|presented|give|gave|hold|held|run|ran) (?:the|a|an|my) (?:results?|talk|workshop|speech|"
    r"lecture|session|course|training)",
)
BARE_NUMBER = re.compile(r"\W*\d[\d.,]*\W*")

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_SPANS = "days?|weeks?|months?|quarters?|years?|terms?|semesters?|seasons?|shifts?|sprints?|hours?"
_FEASTS = (
    "christmas|easter|new year|ramadan|eid|diwali|summer|winter|spring|autumn|fall|holidays?|break|"
    "hanukkah|pentecost"
)
DATE = any_of(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|(?:in |by |until |of |end of )?20\d\d|"
    r"q[1-4]|quarter [1-4]",
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)(?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}",
    rf"(?:in|by|until|till|before|of|from|since|mid|mid-|early|late|end|to|during|after|through|"
    rf"within) ?-?(?:mid-|early |late )?(?:{_MONTHS})",
    rf"(?:this|next|the|coming|following) (?:coming |next |whole |current )?(?:{_SPANS}|{_MONTHS}|{_FEASTS})",
    rf"(?:in|within|over|for|after|during) (?:the )?(?:next |coming |about |less than )?(?:\d+|a|an|"
    rf"{_NUMBERS})(?: or \w+)? (?:{_SPANS})",
    rf"(?:by|until|till|before|at|over|in) (?:the )?(?:next |end of (?:the )?)?(?:{_FEASTS}|{_SPANS})",
    r"(?:by|until|till|before|on|next) (?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|"
    r"tonight|(?:by|until) then",
)
# These sound like a time, and are none.
NO_DATE = any_of(
    r"soon|someday|some day|one day|some time|sometime|eventually|at some point|in (?:the )?(?:near |"
    r"long )?(?:future|long run|term)|"
    r"as soon as possible|asap|when(?:ever)? (?:i|it|there)|ongoing|over time|always|later|in due course|"
    r"as i go|no hurry"
)

VERBS = frozenset(
    "achieve apply attend bake become begin bring build buy call change clean collect complete cook "
    "coach create cut "
    "deliver design develop drive earn find finish get give grow handle help hold improve increase "
    "install introduce join "
    "keep launch lead learn lift lower maintain make manage master meet mentor move open operate "
    "organise organize paint "
    "pass plan plant practise practice prepare present produce publish qualify raise read rebuild "
    "redesign reduce reach "
    "repair replace run save sell serve set sew shorten shadow sing speak start stop study swim take "
    "teach train "
    "translate travel visit walk weld win work write obtain climb draw code program rewrite renovate".split()
)
# What goes on with the same goal rather than begin another one.
SAME_GOAL = frozenset("it them this that these those him her have get one".split())
ENGLISH = frozenset(
    "the to and a an of in my i for with by on at is that it be as me or not do all than into from up "
    "out more better".split()
)
LEADING = re.compile(
    r"(?:my goal (?:is|for \w+ \w+ is)(?: to)?|the goal is(?: to)?|goal:|i(?: really)? (?:want|wish|need|"
    r"would like|plan|intend) to|"
    r"i'd like to|i (?:will|shall)|i am going to|to(?= ))\s+",
    re.IGNORECASE,
)
