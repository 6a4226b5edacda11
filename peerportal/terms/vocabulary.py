"""The labels a typed term may be understood as, indexed by word, so that one look costs milliseconds over many."""

from __future__ import annotations

import gzip
import heapq
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from peerportal.terms.lexicon import DATA, Lexicon, shipped
from peerportal.terms.normalise import Reading, plain, read, singular
from peerportal.terms.similarity import forms_of, similarity_of, word_similarity
from peerportal.terms.stems import relatives

_CANDIDATES = 60
_PREFIX = 4
_LONG = 8  # letters from which a slip in the first one is believed
_EVERYDAY = 320  # so many labels of the shipped file are everyday ones; they stand first (data/common.txt)


@dataclass(slots=True)
class Entry:
    """One label. `uses` counts the profiles that name it; `place` is its place among all labels, the common first."""

    label: str
    key: str
    place: int
    uses: int = 0

    @property
    def words(self) -> list[str]:
        return self.key.split(" ")

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """Popular labels of the organisation, then everyday ones, then rare ones; the shorter before the longer."""
        return (-self.uses, self.place >= _EVERYDAY, len(self.label), self.place)


@dataclass
class Vocabulary:
    """Labels with what it takes to find them; `add` may be called at any time."""

    lexicon: Lexicon
    by_key: dict[str, Entry] = field(default_factory=dict)
    by_word: dict[str, list[Entry]] = field(default_factory=dict)
    by_joined: dict[str, list[Entry]] = field(default_factory=dict)
    by_start: dict[str, list[str]] = field(default_factory=dict)
    by_letter: dict[str, list[str]] = field(default_factory=dict)
    _sorted: list[tuple[str, Entry]] = field(default_factory=list)

    @classmethod
    def of(cls, labels: Iterable[str], lexicon: Lexicon | None = None) -> Vocabulary:
        """A vocabulary of these labels alone."""
        vocabulary = cls(lexicon or shipped())
        for label in labels:
            vocabulary.add(label)
        return vocabulary

    @classmethod
    def from_data(cls) -> Vocabulary:
        """A new vocabulary with the labels that come with the portal."""
        vocabulary = cls(shipped())
        with gzip.open(DATA / "labels.txt.gz", "rt", encoding="utf-8") as file:
            for line in file:
                label, key = line.rstrip("\n").split("\t")
                vocabulary.add(label, key=key)
        return vocabulary

    def add(self, label: str, *, key: str | None = None, uses: int = 0) -> Entry:
        """Take one more label; a label whose key is there already only has its uses set, and its spelling kept."""
        key = key or self.read(label).key
        entry = self.by_key.get(key)
        if entry is None:
            entry = self.by_key[key] = Entry(label, key, len(self.by_key))
            self._index(entry)
        entry.uses = max(uses, entry.uses)
        return entry

    def _index(self, entry: Entry) -> None:
        for word in self._words_of(entry):
            if word not in self.by_word:
                self.by_word[word] = []
                self.by_start.setdefault(word[:_PREFIX], []).append(word)
                self.by_letter.setdefault(word[:1], []).append(word)
            self.by_word[word].append(entry)
        self.by_joined.setdefault(entry.key.replace(" ", ""), []).append(entry)
        if self._sorted:
            insort(self._sorted, (plain(entry.label), entry), key=_text)

    def _words_of(self, entry: Entry) -> set[str]:
        # A label that is an alias itself (somebody's own "pm") is found by the words of what it may stand for, too.
        words = set(entry.words)
        meant = self.lexicon.aliases.get(entry.key) or [
            label for word in words for label in self.lexicon.inside.get(word, ())
        ]
        for label in meant:
            words.update(self.lexicon.read(label).words)
        return words

    def shortened(self, count: int) -> Vocabulary:
        """A vocabulary of its first `count` labels alone, used by nobody yet.

        It takes over the lists of this one, which may still be read but no longer be added to.
        """
        gone = list(self.by_key.values())[count:]
        words = Counter(word for entry in gone for word in self._words_of(entry))
        short = replace(self, by_key=dict(islice(self.by_key.items(), count)))
        short.by_word = _cut(self.by_word, words)
        short.by_joined = _cut(self.by_joined, Counter(entry.key.replace(" ", "") for entry in gone))
        unknown = words.keys() - short.by_word.keys()
        short.by_start, short.by_letter = (
            _without(self.by_start, unknown, _PREFIX),
            _without(self.by_letter, unknown, 1),
        )
        short._sorted = [row for row in self._sorted if row[1].place < count]
        for entry in short.by_key.values():
            entry.uses = 0
        return short

    def read(self, text: str) -> Reading:
        return read(text, self.lexicon)

    def near(
        self, term: Reading, least: float, limit: int = 8, candidates: int = _CANDIDATES
    ) -> list[tuple[float, Entry]]:
        """The labels at least this similar, best first; `candidates` are compared closely."""
        forms = [form for form, _, _ in forms_of(term, self.lexicon)]
        compared = {entry.place: entry for form in forms for entry in self._candidates(form, candidates)}
        scored = (
            (similarity_of(term, _reading(entry.label), self.lexicon), entry) for entry in compared.values()
        )
        found = [(score, entry) for score, entry in scored if score >= least]
        return sorted(found, key=lambda pair: (-pair[0], pair[1].rank))[:limit]

    def _candidates(self, term: Reading, most: int) -> list[Entry]:
        """Labels that share words with the term, or their likely correct spelling, those sharing most first."""
        shared: dict[int, float] = {}
        entries: dict[int, Entry] = {}
        words = list(dict.fromkeys(term.words))[:12]
        for word in [*words, *(a + b for a, b in zip(words, words[1:], strict=False))]:
            for other, nearness in self._near_words(word):
                gain = nearness * self.lexicon.weight(other)
                for entry in self.by_word[other]:
                    shared[entry.place] = shared.get(entry.place, 0.0) + gain
                    entries[entry.place] = entry
        best = heapq.nlargest(
            most, shared, key=lambda place: (round(shared[place], 6), -len(entries[place].key), -place)
        )
        return [*self.by_joined.get(term.joined, []), *(entries[place] for place in best)]

    def _near_words(self, word: str) -> Iterator[tuple[str, float]]:
        if word in self.by_word:
            yield word, 1.0
        looked = set(self.by_start.get(word[:_PREFIX], ())) | {singular(word)} | relatives(word)
        if not self.lexicon.knows(word) and len(word) > 3:
            # The first letter may be missed only in a long word, or be swapped with the second.
            letters = set(self.by_letter) if len(word) >= _LONG else {word[0], word[1]}
            for letter in letters:
                close = extract(
                    word, self.by_letter.get(letter, ()), scorer=OSA.distance, score_cutoff=2, limit=20
                )
                looked.update(match[0] for match in close)
        for other in looked:
            if (
                other != word
                and other in self.by_word
                and (near := word_similarity(word, other, self.lexicon))
            ):
                yield other, near

    def starting(self, text: str) -> Iterator[Entry]:
        """Labels whose folded text starts with this folded text."""
        rows = self.rows
        at = bisect_left(rows, text, key=_text)
        while at < len(rows) and rows[at][0].startswith(text):
            yield rows[at][1]
            at += 1

    @property
    def rows(self) -> list[tuple[str, Entry]]:
        """Folded text and entry, in alphabetical order."""
        if not self._sorted:
            entries = tuple(self.by_key.values())
            self._sorted = sorted(((plain(entry.label), entry) for entry in entries), key=_text)
        return self._sorted


def _cut(lists: dict[str, list[Entry]], numbers: Mapping[str, int]) -> dict[str, list[Entry]]:
    """The lists without so many of their last entries; those that change are new, since somebody may be reading."""
    left = dict(lists)
    for name, number in numbers.items():
        left[name] = lists[name][:-number]
        if not left[name]:
            del left[name]
    return left


def _without(lists: dict[str, list[str]], words: Set[str], letters: int) -> dict[str, list[str]]:
    """The lists, each of the words that begin with the letters of its name, without some of these words."""
    left = dict(lists)
    for name in {word[:letters] for word in words}:
        left[name] = [word for word in lists[name] if word not in words]
        if not left[name]:
            del left[name]
    return left


def _text(row: tuple[str, Entry]) -> str:
    return row[0]


@lru_cache(maxsize=20_000)
def _reading(label: str) -> Reading:
    return read(label, shipped())
