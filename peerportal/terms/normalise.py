"""From what a person typed to the words that count: symbols kept, fillers off, one spelling, compounds joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from peerportal.terms.american import american

LONGEST = 200  # characters looked at; a term is far shorter, and what is hostile stays cheap

# Symbols are part of some names, so the text is cut into tokens with these rules before anything else is dropped.
_TOKEN = re.compile(
    r"""
      (?<![\w.])\.[a-z][a-z0-9]+                       # .net
    | [a-z0-9]+\.(?:js|ts|net|io|py)(?!\w)             # node.js, asp.net
    | [a-z0-9]+(?:\+\+|\#)(?!\w)                       # c++, c#
    | [a-z]{1,3}(?:&[a-z]{1,2})+(?!\w)                 # r&d, s&op, fp&a
    | (?:ci/cd|tcp/ip|pl/sql|a/b|i/o)(?!\w)
    | \d+[:.]\d+(?:\.\d+)*                             # 1:1, 3.11
    | [^\W_]+(?:['\u2019][^\W_]+)?(?:[-\u2010-\u2013][^\W_]+)*   # words, with hyphens inside
    """,
    re.VERBOSE,
)
_SPACED_AND = re.compile(r"\b([a-z]{1,2}) & ([a-z]{1,2})\b")
_LEVEL = (
    r"(?:basics?|beginners?|elementary|intermediate|advanced|proficient|fluent|"
    r"expert|experienced|[abc][12]|level \w+)"
)
_BRACKETED = re.compile(rf"[(\[]\s*{_LEVEL}(?:\s+level)?\s*[)\]]|[,:\u2013-]\s+{_LEVEL}(?:\s+level)?\s*$")
_BEFORE = re.compile(
    r"^(?:(?:very |good |strong |solid |deep |some |working |basic )*"
    r"(?:knowledge of|experience (?:with|in|of)|expertise in|skills? in|proficien(?:t|cy) (?:in|with)|fluent in|"
    r"understanding of|familiar(?:ity)? with|intro(?:duction)? to|basics of|fundamentals of|how to|ability to|able to)"
    r"|basic|advanced|intermediate|elementary|fluent|proficient|beginners?)\s+(?=\S)"
)
_AFTER = re.compile(
    r"(?<=\S)\s+(?:skills?|basics|fundamentals|essentials|expertise|know[- ]?how|for (?:beginners|dummies|starters))$"
)
_SMALL = frozenset(
    "a an the of in for and to with on at by from as or into via your my our their his her its this that &".split()
)
_VERSION = re.compile(r"\d{1,2}(?:\.\d+)*|(?:19|20)\d\d")
_NUMBER_BELONGS = frozenset("industry web iso level tier section phase generation stage".split())
# Neighbours that make a known word together and still mean two words.
_APART = frozenset(
    "salesforce overtime output workshop input update setup startup backup feedback layout".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A term as read: `raw` are all its words, `words` those that count, in American spelling and joined."""

    text: str
    raw: tuple[str, ...]
    words: tuple[str, ...]

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


def plain(text: str) -> str:
    """Folded for comparing: compatibility form, no case, no accents, single blanks, at most LONGEST characters."""
    if text.isascii():
        return " ".join(text[:LONGEST].lower().split())
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFKC", bare)[:LONGEST].split())


def without_fillers(text: str) -> str:
    """Folded text without words about how well one knows it, such as "knowledge of" or "(advanced)"."""
    text = _BRACKETED.sub(" ", text).strip() or text
    for pattern in (_BEFORE, _AFTER):
        text = pattern.sub("", text).strip() or text
    return text


def tokens(text: str, known: Container[str]) -> list[str]:
    """The words of a folded text; a hyphened word is joined where the joined form is a known word, else cut."""
    found: list[str] = []
    for token in _TOKEN.findall(_SPACED_AND.sub(r"\1&\2", text)):
        token = re.sub(r"['\u2019]s$", "", token).replace("'", "").replace("\u2019", "")
        parts = re.split(r"[-\u2010-\u2013]", token)
        found += ["".join(parts)] if len(parts) > 1 and american("".join(parts)) in known else parts
    return found


def read(text: str, known: Container[str]) -> Reading:
    """Read a term with the help of the words that are known (in American spelling)."""
    folded = plain(text)
    raw = tokens(without_fillers(folded), known) or tokens(folded, known)
    words = [american(word) for word in raw if word not in _SMALL] or [american(word) for word in raw]
    return Reading(folded, tuple(raw), tuple(_joined(_without_versions(words), known)))


def _without_versions(words: list[str]) -> list[str]:
    """Python 3 is Python; Industry 4.0 and ISO 9001 keep their numbers."""
    while len(words) > 1 and _VERSION.fullmatch(words[-1]) and words[-2] not in _NUMBER_BELONGS:
        if _VERSION.fullmatch(words[-2]):
            break
        words = words[:-1]
    return words


def _joined(words: list[str], known: Container[str]) -> list[str]:
    """Two neighbours become one word where the compound is a known word (data base, stake holder)."""
    found: list[str] = []
    for word in words:
        compound = found[-1] + word if found and len(found[-1]) > 1 and len(word) > 1 else ""
        if compound and compound.isalpha() and compound in known and compound not in _APART:
            found[-1] = compound
        else:
            found.append(word)
    return found


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """The word without the -s of a plural; the word itself where the -s belongs to it."""
    if len(word) < 4 or not word.isalpha() or word in _NO_PLURAL or re.search(r"(?:ss|us|is|ics|os)$", word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ch|sh|x|z|ss)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


_NO_PLURAL = frozenset(
    "news goods works customs arms glasses means series always kubernetes postgres sass redis jenkins access business "
    "process express canvas atlas rails windows less lens bias gas plus aws dss css ios sas".split()
)
