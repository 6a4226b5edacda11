"""Make the data folder's compressed files anew:

    python -m peerportal.terms.make_data ESCO.csv TOOLS.csv TITLES.csv SCOWL/

ESCO.csv: concept_id, preferred, alt_labels_pipe, … (ESCO 1.1.1). TOOLS.csv: Example, Hot Technology, … and TITLES.csv:
Alternate Title, … (O*NET 29.2). SCOWL/: the folder of word lists english-words.10 and so on (SCOWL 2020.12.07).
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from peerportal.terms.american import american
from peerportal.terms.lexicon import DATA, MAKERS, learn_table, of_words, shipped
from peerportal.terms.normalise import plain, read, singular, tokens, without_fillers
from peerportal.terms.words import shipped_words

_TIMES_SEEN = 3  # alternative labels hold misspellings; a word of theirs counts from the third on
_TYPO_RATIO = 4  # a strange word this much rarer than a word one slip away is a misspelling of it
_ESCO_TAIL = re.compile(r"\s*\((?:computer programming|digital game creation systems|[a-z ]+)\)$")
# SCOWL's size 70 is its "large" list; the next size holds words that hardly anybody has met.
_LARGE, _HUGE = 70, 80
_SCOWL = re.compile(r"(?:english|american|british(?:_z)?)-(words|upper|proper-names)\.(\d+)")
_SHORTEST_NAME = 4  # so that initials are not taken for words
# What is left of a tool's name without its maker, and is no name.
_GENERIC = frozenset(
    "database databases software cloud suite server client web services analytics search maps drive music ads video "
    "mail calendar photos play home store marketing commerce content design network networks security internet "
    "reader connect premium enterprise business intelligence learning classroom management systems".split()
)


def main(esco: str, tools: str, titles: str, scowl: str) -> None:
    """Write english.txt.gz, tools.txt.gz, words.txt.gz, aliases.txt.gz and labels.txt.gz."""
    concepts = _rows(esco)
    preferred = [_ESCO_TAIL.sub("", row["preferred"]).strip() for row in concepts]
    alternatives = [label for row in concepts for label in row["alt_labels_pipe"].split("|") if label]
    technology = _rows(tools)
    common = (DATA / "common.txt").read_text(encoding="utf-8").split("\n")
    labels = list(dict.fromkeys(label for label in [*common, *_wide_use(technology), *preferred] if label))
    real = _scowl(scowl, _HUGE)
    named = {row["Example"] for row in technology} | set(
        (DATA / "tools.txt").read_text(encoding="utf-8").splitlines()
    )
    _write_english(_scowl(scowl, _LARGE), named, [row["Alternate Title"] for row in _rows(titles)], real)
    shipped_words.cache_clear()
    _write(
        DATA / "tools.txt.gz",
        sorted(set(filter(None, map(_tool, [*named, *filter(_is_name, common)]))), key=str.encode),
    )
    counts = _counted(labels, alternatives, real)
    _write_words(counts, len(labels))
    _write_aliases(counts, len(labels))
    _write_labels(labels)


def _write_labels(labels: list[str]) -> None:
    shipped.cache_clear()
    lexicon = shipped()
    seen: dict[str, str] = {}
    for label in labels:
        if len(label) <= 80:
            seen.setdefault(read(label, lexicon).key, label)
    _write(DATA / "labels.txt.gz", (f"{label}\t{key}" for key, label in seen.items()))


def _rows(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _scowl(folder: str, size: int) -> set[str]:
    """SCOWL's words up to a size, folded and in American spelling."""
    found: set[str] = set()
    for path in Path(folder).iterdir():
        match = _SCOWL.fullmatch(path.name)
        if match and int(match[2]) <= size:
            lines = path.read_text(encoding="latin-1").split()
            shortest = 2 if match[1] == "words" else _SHORTEST_NAME
            folded = {american(plain(word)) for word in lines if not word.endswith("'s")}
            found |= {word for word in folded if len(word) >= shortest and word.isalpha()}
    return found


def _wide_use(rows: Iterable[dict[str, str]]) -> list[str]:
    """Names of tools in wide use, without their maker's name and the word software."""
    times = Counter(row["Example"] for row in rows)
    hot = {row["Example"] for row in rows if row["Hot Technology"] == "Y"}
    return [_bare(name) for name in times if name in hot or times[name] >= 12]


def _bare(name: str) -> str:
    words = [word for word in name.split() if word != "software"]
    if len(words) > 1 and words[0].casefold() in MAKERS and not words[1][0].isdigit():
        words = words[1:]
    return " ".join(words)


def _is_name(label: str) -> bool:
    return not label.islower()


def _tool(name: str) -> str:
    """The key of a tool's own name; nothing for a kind of software, or where a general word is all that is left."""
    bare = _bare(name)
    if bare[1:].islower() and bare == name.removesuffix(" software"):
        return ""
    found = read(bare, ()).words
    return "" if _GENERIC.issuperset(found) else " ".join(found)


def _write_english(large: set[str], named: Iterable[str], titles: Iterable[str], real: set[str]) -> None:
    """Real words: SCOWL's large list, the words of tools' names, and those of job titles that are not misspelt."""
    words = large | {
        word for name in named for word in _words(name) if len(word) >= _SHORTEST_NAME and word.isalpha()
    }
    times = Counter(word for title in titles for word in set(_words(title)) if word.isalpha())
    words |= {
        word for word in times if times[word] >= _TIMES_SEEN and not _misspelt(word, times, times, real)
    }
    kept = [word for word in words if singular(word) == word or singular(word) not in words]
    _write(DATA / "english.txt.gz", sorted(kept, key=str.encode))


def _counted(labels: list[str], alternatives: list[str], real: set[str]) -> Counter[str]:
    """In how many labels each known word stands."""
    counts = Counter(word for label in labels for word in set(_words(label)))
    others = Counter(word for label in alternatives for word in set(_words(label)))
    every = counts + others
    for word in [word for word in counts if _misspelt(word, counts, every, real)]:
        del counts[word]
    for word, times in others.items():
        if word not in counts and times >= _TIMES_SEEN and not _misspelt(word, others, every, real):
            counts[word] = 1
    for word in list(counts):
        counts[singular(word)] = max(counts[singular(word)], 1)
    return counts


def _write_words(counts: Counter[str], labels: int) -> None:
    rows = (f"{word} {times}" for word, times in sorted(counts.items()))
    _write(DATA / "words.txt.gz", [str(labels), *rows])


def _write_aliases(counts: Counter[str], labels: int) -> None:
    """The alias table as it is read, and its words among those known, though no label counts them."""
    for _ in range(2):  # how an alias is read depends on the words of all the others
        shipped_words.cache_clear()
        lexicon = of_words()
        learn_table(lexicon, DATA / "aliases.csv")
        counts.update({word: 0 for word in lexicon.extra if word not in counts})
        _write_words(counts, labels)
    table = [("alias", lexicon.aliases), ("inside", lexicon.inside)]
    rows = [f"{kind}\t{key}\t{'|'.join(found)}" for kind, aliases in table for key, found in aliases.items()]
    _write(DATA / "aliases.txt.gz", sorted(rows))


def _misspelt(word: str, times: Counter[str], every: Counter[str], real: set[str]) -> bool:
    """Whether a word that stands in no dictionary is one slip (two, in long words) from a much more frequent one."""
    if word in real or len(word) < 5 or not word.isalpha():
        return False
    most, ratio = (2, _TYPO_RATIO / 2) if len(word) > 9 else (1, _TYPO_RATIO)
    near = extract(word, every.keys(), scorer=OSA.distance, score_cutoff=most, limit=9)
    return any(other != word and every[other] >= ratio * times[word] for other, _, _ in near)


def _words(label: str) -> list[str]:
    return [word for word in read(without_fillers(plain(label)), ()).words if tokens(word, ())]


def _write(path: Path, lines: Iterable[str]) -> None:
    # No file name and no time in the header: the same input gives the same file.
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
