"""Finding people by what they are called and what they do, typos included, without an object a person.

Every word of a query is looked up as a whole word, as the beginning of one, else as a word a typing slip away (two
from eight letters on). Words of names lead to people; words of titles and terms to titles and terms, which are few,
and from there to the people who have them. What people are going through is never searched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from peerportal.core.text import fold
from peerportal.matching.index.holders import NONE, Holders, Numbers
from peerportal.matching.index.spellings import Spellings

EXACT, PREFIX, SLIP = 3, 2, 1
AT_ONCE = 500  # names taken apart at a time; more lists at once would keep the garbage collector busy
MOST_WORDS, MOST_LETTERS = 8, 1000  # of a query; what comes after is not looked at
SLIPPED_FROM, SLIPPED_TWICE_FROM = 4, 8  # letters

Having = Callable[[Collection[int]], NDArray[np.integer]]
Part = tuple[Sequence[int], Sequence[str], Sequence[str]]

_JOINERS = "-'‐‑‒–—’‘ʼ`´·・"
# Letters that Unicode takes for letters of their own and people abroad type as these.
_SPELT = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ـ": "",
}
_BREAKS = str.maketrans(dict.fromkeys('()[]{}<>,;:!?"|_/\\*=~^“”„«»、，' + _JOINERS, " ") | _SPELT)
_JOINED = re.compile(rf"(?<=\w)[{re.escape(_JOINERS)}](?=\w)")
# Han, kana and Hangul, which are written without blanks between family and given name.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]{2,8}")
_ARTICLE = "ال"


def words_of(text: str) -> list[str]:
    """The words of a text as the search compares them; C++ and C# keep their signs."""
    return [word for part in fold(text).translate(_BREAKS).split() if (word := part.strip("."))]


def found_by(text: str) -> list[str]:
    """The words a text is found by: its own, O'Brien also as obrien, 王小明 also by 小明, and الحداد also by حداد."""
    words = words_of(text)
    if _JOINED.search(text):
        words += words_of(_JOINED.sub("", text))
    if not text.isascii():
        words += [word[at:] for word in words if _UNSPACED.fullmatch(word) for at in range(1, len(word))]
        words += [word[2:] for word in words if word.startswith(_ARTICLE) and len(word) > 4]
    return list(dict.fromkeys(words))


class Words:
    """What people are found by.

    `having` gives the people who offer, seek or like any of some terms, in no order; all of them are put here, too.
    """

    def __init__(self, having: Having) -> None:
        self._having = having
        self._names = Spellings()  # word → people
        self._titled = Holders()  # place in `_all_titles` → people
        self._titles = Spellings()  # word → places in `_all_titles`
        self._terms = Spellings()  # word → terms
        self._all_titles: dict[str, int] = {}
        self._span = 0  # one more than the highest person

    @classmethod
    def filled(
        cls, parts: Iterable[Part], terms: Iterable[tuple[int, Iterable[str]]], having: Having
    ) -> Words:
        """From parts of any size, each of three parallel sequences: people, their names, their titles.

        `terms` are the terms, each with all that it is called.
        """
        made, names, titles = cls(having), Gathered(), Gathered()
        for people, called, titled in parts:
            made._span = max(made._span, max(people, default=-1) + 1)
            numbers = np.asarray(people, np.int32)
            for start in range(0, len(called), AT_ONCE):
                split = list(map(str.split, called[start : start + AT_ONCE]))
                many = list(map(len, split))
                names.add(chain.from_iterable(split), np.repeat(numbers[start : start + AT_ONCE], many))
            titles.add(titled, numbers)
        made._names = names.spelt(found_by)
        made._titled, made._all_titles = titles.held(), dict(titles.texts)
        titles = Gathered()
        titles.add(made._all_titles, np.arange(len(made._all_titles), dtype=np.int32))
        made._titles = titles.spelt(found_by)
        called_terms = [(term, text) for term, texts in terms for text in texts]
        gathered = Gathered()
        gathered.add(
            (text for _, text in called_terms), np.array([term for term, _ in called_terms], np.int32)
        )
        made._terms = gathered.spelt(found_by)
        return made

    def put(self, person: int, name: str, title: str = "") -> None:
        """Set what a person is called."""
        self._span = max(self._span, person + 1)
        self._names.put(person, {word for part in name.split() for word in found_by(part)})
        if title not in self._all_titles:
            self._all_titles[title] = len(self._all_titles)
            self._titles.put(self._all_titles[title], found_by(title))
        self._titled.put(person, [self._all_titles[title]])

    def drop(self, person: int) -> None:
        """Forget a person."""
        self._names.drop(person)
        self._titled.drop(person)

    def put_term(self, term: int, texts: Iterable[str]) -> None:
        """Set all that a term is called: its label, other names of it, what people typed for it."""
        self._terms.put(term, {word for text in texts for word in found_by(text)})

    def drop_term(self, term: int) -> None:
        """Forget a term."""
        self._terms.drop(term)

    def find(self, query: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """People who fit every word of the query, in the order of their numbers, and how well (higher is better)."""
        found = quality = np.empty(0, np.int64)
        words = dict.fromkeys(words_of(query[:MOST_LETTERS])[:MOST_WORDS])
        for number, word in enumerate(words):
            hits = self._hits(word)
            if not number:
                found = np.flatnonzero(hits != 0)
                quality = hits[found].astype(np.int64)
                continue
            here = hits[found]
            stays = here != 0
            found, quality = found[stays], quality[stays] + here[stays]
        return found, quality

    def _hits(self, word: str) -> NDArray[np.uint8]:
        """How well each person fits one word."""
        hits = np.zeros(self._span, np.uint8)
        found = self._mark(hits, PREFIX, lambda known: known.longer(word))
        found |= self._mark(hits, EXACT, lambda known: known.whole(word))
        if not found and len(word) >= SLIPPED_FROM:
            slips = 2 if len(word) >= SLIPPED_TWICE_FROM else 1
            self._mark(hits, SLIP, lambda known: known.slipped(word, slips))
        return hits

    def _mark(self, hits: NDArray[np.uint8], quality: int, look_up: Callable[[Spellings], Numbers]) -> bool:
        """Note this quality for whoever is found; called from the lowest quality to the highest."""
        terms = np.unique(look_up(self._terms)).tolist()
        some = False
        for people in (
            look_up(self._names),
            self._titled.of_any(np.unique(look_up(self._titles))),
            self._having(terms) if terms else NONE,
        ):
            hits[people] = quality
            some |= len(people) > 0
        return some

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays."""
        return sum(known.nbytes for known in (self._names, self._titled, self._titles, self._terms))


class Gathered:
    """Texts of many numbers, each distinct text kept once."""

    def __init__(self) -> None:
        self.texts: defaultdict[str, int] = defaultdict()
        self.texts.default_factory = self.texts.__len__  # the next text gets the next place
        self._places: list[Numbers] = []
        self._numbers: list[Numbers] = []

    def add(self, texts: Iterable[str], numbers: Numbers) -> None:
        """Take in texts and, in parallel, the number each belongs to."""
        self._places.append(np.fromiter(map(self.texts.__getitem__, texts), np.int32, len(numbers)))
        self._numbers.append(numbers)

    def held(self) -> Holders:
        """The texts, by their places → the numbers."""
        return Holders(_joined(self._places), _joined(self._numbers))

    def spelt(self, split: Callable[[str], list[str]]) -> Spellings:
        """The words that `split` makes of the texts → the numbers."""
        words: dict[str, int] = {}
        each = [[words.setdefault(word, len(words)) for word in split(text)] for text in self.texts]
        counts = np.fromiter(map(len, each), np.int32, len(each))
        flat = np.fromiter(chain.from_iterable(each), np.int32)
        places, numbers = _joined(self._places), _joined(self._numbers)
        many = counts[places]
        # Where the words of each text begin in `flat`, and from there one after the other.
        begins = (np.cumsum(counts) - counts)[places]
        step = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        return Spellings(list(words), flat[np.repeat(begins, many) + step], np.repeat(numbers, many))


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else NONE
