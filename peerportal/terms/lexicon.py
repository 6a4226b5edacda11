"""The known words with their rarity, and the alias table; read from the data folder when first asked for."""

from __future__ import annotations

import csv
import gzip
import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from peerportal.terms.normalise import Reading, read, singular

DATA = Path(__file__).parent / "data"

# Words that say little of which skill is meant, and makers whose name often stands before their product's.
SOFT = frozenset(
    "software tool tools method methods methodology technique techniques process processes programming program use "
    "using perform manage apply principle principles system systems technology technologies language application "
    "applications service services development practice practices work working".split()
)
VENDORS = frozenset(
    "microsoft ms adobe google amazon apache atlassian oracle ibm sap autodesk cisco esri mathworks apple intuit "
    "salesforce.com jetbrains hashicorp facebook meta".split()
)
SOFT_SHARE, VENDOR_SHARE = 0.5, 0.25


@dataclass
class Lexicon:
    """`frequency`: in how many of `total` labels a word stands. `aliases`: alias key to canonical labels."""

    frequency: dict[str, int]
    total: int
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    extra: set[str] = field(default_factory=set)

    def __contains__(self, word: object) -> bool:
        return word in self.frequency or word in self.extra

    def knows(self, word: str) -> bool:
        """Whether the word, or its singular, is a known word."""
        return word in self or singular(word) in self

    def weight(self, word: str) -> float:
        """How much a word tells: ln(1 + N / (1 + df)), less for words that tell little."""
        frequency = self.frequency.get(word) or self.frequency.get(singular(word), 0)
        full = math.log(1 + self.total / (1 + frequency))
        if word in VENDORS:
            return full * VENDOR_SHARE
        return full * SOFT_SHARE if word in SOFT else full

    def canonicals(self, reading: Reading) -> tuple[str, ...]:
        """What an alias stands for: nothing, one label, or several when it is ambiguous."""
        return self.aliases.get(reading.alias_key) or self.aliases.get(reading.key, ())

    def learn(self, alias: str, labels: tuple[str, ...]) -> None:
        """Take one more alias (labels in the order they are offered)."""
        reading = read(alias, self)
        self.aliases[reading.alias_key] = labels
        for label in (alias, *labels):
            self.extra.update(word for word in read(label, self).words if not word.isdigit())


@cache
def shipped() -> Lexicon:
    """The lexicon that comes with the portal."""
    with gzip.open(DATA / "words.txt.gz", "rt", encoding="utf-8") as file:
        total = int(file.readline())
        pairs = (line.split() for line in file)
        lexicon = Lexicon({word: int(count) for word, count in pairs}, total)
    table: list[tuple[str, tuple[str, ...]]] = []
    with open(DATA / "aliases.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table.append((row["alias"], tuple(row["canonical_pipe"].split("|"))))
    for alias, labels in table:
        lexicon.learn(alias, labels)
    _follow(lexicon)
    return lexicon


def _follow(lexicon: Lexicon) -> None:
    """Let an alias whose canonical label is an alias itself lead to the end of the chain."""
    for _ in range(3):
        for key, labels in lexicon.aliases.items():
            ends: list[str] = []
            for label in labels:
                further = lexicon.canonicals(read(label, lexicon))
                ends += further if len(further) == 1 else (label,)
            lexicon.aliases[key] = tuple(dict.fromkeys(ends))
