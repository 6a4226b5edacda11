"""From what a person typed to the words that count: symbols kept, fillers off, one spelling, compounds joined."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from peerportal.terms.american import american
from peerportal.terms.fillers import without_fillers
from peerportal.terms.letters import LONGEST, plain

# A letter, or a vowel sign of a script that writes vowels as signs (of India, Thailand, Burma, Cambodia), or a mark
# of Japanese kana.
_LETTER = (
    "(?:[^\\W_]|[\u0900-\u0963\u0970-\u0dff\u0e30-\u0e4e\u0eb0-\u0ecd\u102b-\u103e\u17b4-\u17d3\u3099\u309a])"
)
# Symbols are part of some names, so the text is cut into tokens with these rules before anything else is dropped.
_TOKEN = re.compile(
    rf"""
      (?<![\w.])\.[a-z][a-z0-9]+                       # .net
    | [a-z0-9]+\.(?:js|ts|net|io|py|ai|jl)(?!\w)       # node.js, asp.net
    | [a-z0-9]+(?:\+\+|\#)(?!\w)                       # c++, c#
    | [a-z]{{1,3}}(?:&[a-z]{{1,2}})+(?!\w)                 # r&d, s&op, fp&a
    | (?:ci/cd|tcp/ip|pl/sql|a/b|i/o|p/e|l/c|t/a)(?!\w)
    | \d+[:.]\d+(?:\.\d+)*                             # 1:1, 3.11
    | {_LETTER}+(?:['\u2019]{_LETTER}+)?(?:[-\u2010-\u2013]{_LETTER}+)*   # words, with hyphens inside
    """,
    re.VERBOSE,
)
_SPACED_AND = re.compile(r"\b([a-z]{1,2}) & ([a-z]{1,2})\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")  # e.u., b.i.
_SMALL = frozenset(
    "a an the of in for and to with on at by from as or into via my our your their his her its "
    "this that & one's".split()
)
# With one of these between them, words may change places: design of systems, system design.
_LOOSE = frozenset("of in for and with on at by or as".split())
_LOOSE_SIGN = re.compile(r"[,;&/+]")
# With one of these they may not: from German to English is not from English to German.
_DIRECTED = frozenset("to from into versus vs than under over after before without".split())
_VERSION = re.compile(r"v?\d{1,2}(?:\.[\dx]+)*|(?:19|20)\d\d")
_GLUED = re.compile(
    r"(python|html|css|php|java|angular|vue|perl|swift|windows|django|laravel|symfony|drupal|qt|"
    r"opengl)(\d[\d.]*)"
)
_NUMBER_BELONGS = frozenset(
    "industry web iso level tier section phase generation stage ifrs ias en din bs basel "
    "solvency mifid form article part "
    "grade year class category type title cfr incoterms agenda formula gen line step group "
    "schedule chapter key ks".split()
)
# Neighbours that make a known word together and still mean two words.
APART = frozenset(
    "salesforce overtime output workshop input update outlook undercover overhead therapist".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A term as read: `raw` are all its words, `words` those that count, in American spelling and joined.

    `versions` are numbers left out of `words` (Python 3); `loose`: a small word or sign stands between the words, so
    that they may change places; `directed`: they may not.
    """

    text: str
    raw: tuple[str, ...]
    words: tuple[str, ...]
    versions: tuple[str, ...] = ()
    loose: bool = False
    directed: bool = False

    @property
    def key(self) -> str:
        """What two spellings of one term have in common; the text itself where it holds no word at all."""
        return " ".join(self.words) or self.text

    @property
    def joined(self) -> str:
        return "".join(self.words)

    @property
    def alias_key(self) -> str:
        return " ".join(self.raw)


def tokens(text: str, known: Container[str]) -> list[str]:
    """The words of a folded text; a hyphened word is joined where the joined form is a known word, else cut."""
    found: list[str] = []
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    for token in _TOKEN.findall(_SPACED_AND.sub(r"\1&\2", text)):
        token = re.sub(r"['\u2019]s$", "", token).replace("'", "").replace("\u2019", "")
        parts = re.split(r"[-\u2010-\u2013]", token)
        found += ["".join(parts)] if len(parts) > 1 and american("".join(parts)) in known else parts
    return found


def read(text: str, known: Container[str]) -> Reading:
    """Read a term with the help of the words that are known (in American spelling)."""
    folded = plain(text)
    stripped = without_fillers(folded)
    raw = tokens(stripped, known) or tokens(folded, known)
    words = [american(word) for word in raw if word not in _SMALL] or [american(word) for word in raw]
    named, versions = _without_versions(words)
    loose = bool(_LOOSE_SIGN.search(stripped)) or not _LOOSE.isdisjoint(raw)
    directed = not _DIRECTED.isdisjoint(raw)
    return Reading(folded, tuple(raw), tuple(_joined(named, known)), tuple(versions), loose, directed)


def _without_versions(words: list[str]) -> tuple[list[str], list[str]]:
    """Python 3 is Python; Industry 4.0 and ISO 9001 keep their numbers."""
    versions: list[str] = []
    if words and (glued := _GLUED.fullmatch(words[-1])):
        return [*words[:-1], glued[1]], [glued[2]]
    while len(words) > 1 and _VERSION.fullmatch(words[-1]) and words[-2] not in _NUMBER_BELONGS:
        if _VERSION.fullmatch(words[-2]):
            break
        versions.append(words[-1].lstrip("v"))
        words = words[:-1]
    return words, versions


def _joined(words: list[str], known: Container[str]) -> list[str]:
    """Two neighbours become one word where the compound is a known word (data base, stake holder)."""
    found: list[str] = []
    for word in words:
        compound = found[-1] + word if found and len(found[-1]) > 1 and len(word) > 1 else ""
        if compound and compound.isalpha() and compound not in APART and american(compound) in known:
            found[-1] = american(compound)
        else:
            found.append(word)
    return found


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """The word without the -s of a plural; the word itself where the -s belongs to it."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isalpha() or word in _NO_PLURAL or re.search(r"(?:ss|us|is|ics|os)$", word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ch|sh|x|z|ss)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


_PLURALS = (
    "analyses:analysis matrices:matrix indices:index criteria:criterion women:woman men:man "
    "children:child curricula:curriculum syllabi:syllabus diagnoses:diagnosis theses:thesis "
    "hypotheses:hypothesis crises:crisis prostheses:prosthesis lives:life knives:knife wives:wife "
    "shelves:shelf leaves:leaf halves:half selves:self potatoes:potato tomatoes:tomato "
    "appendices:appendix vertices:vertex phenomena:phenomenon bacteria:bacterium buses:bus "
    "bonuses:bonus campuses:campus viruses:virus statuses:status videos:video photos:photo "
    "logos:logo demos:demo memos:memo portfolios:portfolio studios:studio scenarios:scenario "
    "radios:radio apis:api kpis:kpi okrs:okr erps:erp crms:crm slas:sla plcs:plc llms:llm"
)
_IRREGULAR = dict(pair.split(":") for pair in _PLURALS.split())
_NO_PLURAL = frozenset(
    "news goods works customs arms glasses means series always kubernetes postgres sass redis "
    "jenkins access business process express canvas atlas rails windows less lens bias gas plus aws "
    "dss css ios sas windows headquarters species dynamics alias texas paris wales vms dns sms gps "
    "tls sdks ms dos has was does sales diabetes rabies scabies herpes calculus hvls kaizens lego".split()
)

__all__ = [
    "APART",
    "LONGEST",
    "Reading",
    "american",
    "plain",
    "read",
    "singular",
    "tokens",
    "without_fillers",
]
