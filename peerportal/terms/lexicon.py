"""The known words with their rarity, and the alias table; read from the data folder when first asked for."""

from __future__ import annotations

import csv
import gzip
import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from peerportal.terms.normalise import Reading, read, singular
from peerportal.terms.words import Words, shipped_words

DATA = Path(__file__).parent / "data"

# Words that say little of which skill is meant, and makers whose name often stands before their product's.
SOFT = frozenset(
    "software tool tools method methods methodology technique techniques process processes "
    "programming program use "
    "using perform manage apply principle principles system systems technology technologies "
    "language application "
    "applications service services development practice practices work working".split()
)
MAKERS = frozenset(
    "microsoft ms adobe google amazon aws apache atlassian oracle ibm sap autodesk cisco esri "
    "mathworks apple intuit "
    "jetbrains hashicorp facebook meta nvidia vmware citrix siemens bentley trimble dassault "
    "corel avid epic cerner "
    "salesforce hubspot zoho sage xero elastic confluent mozilla canonical redhat qlik tibco teradata".split()
)
# Languages people speak, and some of those they program in: names, like those of tools.
NAMES = frozenset(
    "english german french spanish italian portuguese dutch polish swedish danish norwegian "
    "finnish icelandic russian "
    "ukrainian czech slovak hungarian romanian bulgarian greek turkish arabic hebrew persian "
    "farsi hindi urdu bengali "
    "punjabi tamil telugu gujarati marathi chinese mandarin cantonese japanese korean "
    "vietnamese thai indonesian malay "
    "tagalog swahili amharic hausa yoruba zulu afrikaans latin catalan basque galician irish "
    "welsh croatian serbian "
    "bosnian slovenian slovene latvian lithuanian estonian albanian macedonian georgian "
    "armenian kazakh esperanto "
    "python java javascript typescript kotlin scala ruby perl php rust golang swift fortran "
    "cobol haskell erlang elixir "
    "clojure julia matlab lua dart sql r c go c++ c# f# .net html css bash vba solidity groovy "
    "prolog lisp".split()
)
_NEVER_INSIDE = frozenset(
    "de en es fr or se no is pt da la le me my as at so am us id ps go he in re ed ad co ms "
    "un fe im ir dr mr ex uv "
    "ac pa ta pe ia who mi".split()
)
SOFT_SHARE, MAKER_SHARE = 0.5, 0.25
_INSIDE_LENGTH, _KEPT = 5, 50_000
_WORDS = "words"  # the domain of shortened everyday words in the alias table


@dataclass
class Lexicon:
    """`frequency`: in how many of `total` labels a word stands. `aliases`: alias key to canonical labels.

    `wide` are words that are real, though no label names them: whatever stands here is nobody's slip of the finger.
    `tools` are names of products: a maker before them and a word such as "software" after them say nothing new.
    """

    frequency: dict[str, int]
    total: int
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    extra: set[str] = field(default_factory=set)
    wide: Words = field(default_factory=lambda: Words(b""))
    tools: Words = field(default_factory=lambda: Words(b""))
    names: frozenset[str] = NAMES
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _read: dict[str, Reading] = field(default_factory=dict)
    _known: dict[str, bool] = field(default_factory=dict)

    def __contains__(self, word: object) -> bool:
        return word in self.frequency or word in self.extra or word in self.wide

    def knows(self, word: str) -> bool:
        """Whether the word, or its singular, is a known word."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[word] = word in self or singular(word) in self
        return found

    def is_word(self, letters: str) -> bool:
        """Whether these letters are an English word and so, standing alone, hardly anybody's initials."""
        return letters in self.wide

    def read(self, label: str) -> Reading:
        """The reading of a canonical label, kept."""
        found = self._read.get(label)
        if found is None:
            found = self._read[label] = read(label, self)
        return found

    def weight(self, word: str) -> float:
        """How much a word tells: ln(1 + N / (1 + df)), less for words that tell little."""
        frequency = self.frequency.get(word) or self.frequency.get(singular(word), 0)
        full = math.log(1 + self.total / (1 + frequency))
        if word in MAKERS:
            return full * MAKER_SHARE
        return full * SOFT_SHARE if word in SOFT else full

    def canonicals(self, reading: Reading) -> tuple[str, ...]:
        """What an alias stands for: nothing, one label, or several when it is ambiguous."""
        return self.aliases.get(reading.alias_key) or self.aliases.get(reading.key, ())

    def learn(self, alias: str, labels: tuple[str, ...], *, word: bool = False) -> None:
        """Take one more alias (labels in the order they are offered).

        An alias of a few letters that is no English word also counts inside a longer term (QA engineer), as does
        every shortened `word` (mgmt).
        """
        self._known.clear()
        term = read(alias, self)
        self.aliases[term.alias_key] = labels
        short = 2 <= len(alias) <= _INSIDE_LENGTH and alias not in _NEVER_INSIDE
        short = short and (len(alias) == 2 or not self.is_word(alias))
        if len(term.raw) == 1 and (word or short):
            self.inside[term.words[0]] = labels
        for label in (alias, *labels):
            self.extra.update(part for part in read(label, self).words if not part.isdigit())


@cache
def shipped() -> Lexicon:
    """The lexicon that comes with the portal."""
    lexicon = of_words()
    with gzip.open(DATA / "aliases.txt.gz", "rt", encoding="utf-8") as file:
        for line in file:
            kind, key, labels = line.rstrip("\n").split("\t")
            (lexicon.inside if kind == "inside" else lexicon.aliases)[key] = tuple(labels.split("|"))
    return lexicon


def of_words() -> Lexicon:
    """A lexicon with the shipped words and without aliases."""
    with gzip.open(DATA / "words.txt.gz", "rt", encoding="utf-8") as file:
        total = int(file.readline())
        pairs = (line.split() for line in file)
        lexicon = Lexicon({word: int(count) for word, count in pairs}, total)
    lexicon.wide = shipped_words(DATA / "english.txt.gz")
    lexicon.tools = shipped_words(DATA / "tools.txt.gz")
    return lexicon


def learn_table(lexicon: Lexicon, path: Path) -> None:
    """Take all aliases of a table (alias, canonical_pipe, domain); of a chain of aliases each leads to the end."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels = tuple(row["canonical_pipe"].split("|"))
            lexicon.learn(row["alias"], labels, word=row["domain"] == _WORDS)
    ends: dict[str, tuple[str, ...]] = {}
    for _ in range(2):
        for key, labels in lexicon.aliases.items():
            for label in labels:
                if label not in ends:
                    further = lexicon.canonicals(lexicon.read(label))
                    ends[label] = further if len(further) == 1 else (label,)
            lexicon.aliases[key] = tuple(dict.fromkeys(end for label in labels for end in ends[label]))
        ends.clear()
    for key in [key for key, labels in lexicon.aliases.items() if _says_itself(key, labels, lexicon)]:
        del lexicon.aliases[key]
    for word, labels in lexicon.inside.items():
        lexicon.inside[word] = lexicon.aliases.get(word, labels)
    lexicon._read.clear()


def _says_itself(key: str, labels: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether an alias is but another spelling of its label, which the reading sees by itself (powerbi, Power BI)."""
    return {lexicon.read(key).key} == {lexicon.read(label).key for label in labels}
