"""Make the data folder's compressed files anew: `python -m peerportal.terms.make_data ESCO.csv ONET.csv`.

ESCO.csv: concept_id, preferred, alt_labels_pipe, … (ESCO 1.1.1); ONET.csv: Example, Hot Technology, … (O*NET 29.2).
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

from peerportal.terms.lexicon import DATA, VENDORS, shipped
from peerportal.terms.normalise import plain, read, singular, tokens, without_fillers

_TIMES_SEEN = 3  # alternative labels hold misspellings; a word of theirs counts from the third on
_TYPO_RATIO = (
    20  # a word of alternative labels this much rarer than its neighbour by one edit is a misspelling of it
)
_ESCO_TAIL = re.compile(r"\s*\((?:computer programming|digital game creation systems|[a-z ]+)\)$")


def main(esco: str, onet: str) -> None:
    """Write words.txt.gz and labels.txt.gz."""
    concepts = _rows(esco)
    preferred = [_ESCO_TAIL.sub("", row["preferred"]).strip() for row in concepts]
    alternatives = [label for row in concepts for label in row["alt_labels_pipe"].split("|") if label]
    tools = _tools(_rows(onet))
    common = (DATA / "common.txt").read_text(encoding="utf-8").split("\n")
    labels = list(dict.fromkeys(label for label in [*common, *tools, *preferred] if label))
    _write_words(labels, alternatives)
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


def _tools(rows: Iterable[dict[str, str]]) -> list[str]:
    """Names of tools in wide use, without their maker's name and the word software."""
    times: Counter[str] = Counter()
    hot: set[str] = set()
    for row in rows:
        times[row["Example"]] += 1
        if row["Hot Technology"] == "Y":
            hot.add(row["Example"])
    names = []
    for name in times:
        if name in hot or times[name] >= 12:
            words = [word for word in name.split() if word != "software"]
            if len(words) > 1 and words[0].casefold() in VENDORS and not words[1][0].isdigit():
                words = words[1:]
            names.append(" ".join(words))
    return names


def _write_words(labels: list[str], alternatives: list[str]) -> None:
    counts = Counter(word for label in labels for word in set(_words(label)))
    others = Counter(word for label in alternatives for word in set(_words(label)))
    common = {
        word: n for word, n in (counts + others).items() if n >= _TYPO_RATIO * _TIMES_SEEN and len(word) > 4
    }
    for word, times in others.items():
        if word in counts or times < _TIMES_SEEN:
            continue
        near = extract(word, common.keys(), scorer=OSA.distance, score_cutoff=1, limit=3)
        if not (len(word) > 4 and any(common[other] >= _TYPO_RATIO * times for other, _, _ in near)):
            counts[word] = 1
    for word in list(counts):
        counts[singular(word)] = max(counts[singular(word)], 1)
    rows = (f"{word} {times}" for word, times in sorted(counts.items()))
    _write(DATA / "words.txt.gz", [str(len(labels)), *rows])


def _words(label: str) -> list[str]:
    return [word for word in read(without_fillers(plain(label)), ()).words if tokens(word, ())]


def _write(path: Path, lines: Iterable[str]) -> None:
    # No file name and no time in the header: the same input gives the same file.
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
