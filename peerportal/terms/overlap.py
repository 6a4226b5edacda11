"""How much of two terms is the same: words paired best with best, by weight, and nothing of substance left over.

Pairing follows Monge and Elkan (1996), weights are inverse document frequencies. Beyond that, two terms count as one
only when every word of substance has its partner and the words stand in an order that means the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from peerportal.terms.lexicon import MAKERS, SOFT, Lexicon
from peerportal.terms.normalise import APART, Reading, singular
from peerportal.terms.slips import shortened, word_similarity
from peerportal.terms.stems import is_tool_alone

MOST_WORDS = 12
_JOINED, _REORDERED, _BESIDE, _CAPPED, _TURNED_ROUND = 0.99, 0.97, 0.90, 0.70, 0.66
_SHORT = 2
# After a product's or a language's own name these say nothing new; after anything else they do.
_AFTER_A_NAME = frozenset(
    "software tool tools language programming program programs coding scripting framework "
    "library platform app apps "
    "application applications package suite development spreadsheet spreadsheets speaking "
    "system technology".split()
)
# Say nothing new at the end of whatever it is, and at the beginning.
_AT_THE_END = frozenset("technique techniques method methods methodology methodologies".split())
_AT_THE_START = frozenset(
    "use using utilize utilizing apply applying perform performing conduct conducting "
    "undertake do doing".split()
)
# Words in -ing that name a field: programming languages are not language programming.
_FIELDS = frozenset(
    "marketing accounting engineering building banking learning training programming "
    "consulting manufacturing meeting "
    "advertising clothing housing lighting plumbing computing nursing packaging publishing "
    "broadcasting mining shipping "
    "operating working living reading printing drawing painting rating listing setting parking "
    "mapping".split()
)

Pair = tuple[float, int, int]


@dataclass
class _Sides:
    """Two terms' words and the pairs found between them."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    pairs: list[Pair]

    def left_over(self) -> tuple[list[int], list[int]]:
        taken_a, taken_b = {i for _, i, _ in self.pairs}, {j for _, _, j in self.pairs}
        return (
            [i for i in range(len(self.a)) if i not in taken_a],
            [j for j in range(len(self.b)) if j not in taken_b],
        )


def overlap(a: Reading, b: Reading, lexicon: Lexicon) -> float:
    """0..1; from LINK on only when nothing of substance is left over on either side."""
    words_a, words_b = a.words[:MOST_WORDS], b.words[:MOST_WORDS]
    if a.versions and b.versions and not set(a.versions) & set(b.versions):
        return _CAPPED if words_a == words_b else 0.0
    if words_a == words_b:
        return 1.0
    if a.joined == b.joined:
        return 0.0 if a.joined in APART else _JOINED
    if len(words_a) == len(words_b) == 1 and _tool_and_word(words_a[0], words_b[0], lexicon):
        return 0.0
    sides = _Sides(words_a, words_b, _pairs(words_a, words_b, lexicon))
    if not sides.pairs:
        return 0.0
    if _one_short_word(words_a) or _one_short_word(words_b):
        return _BESIDE if _covered(sides, lexicon) and not _marked(words_a, words_b) else 0.0
    share = _share(sides, lexicon)
    if not _covered(sides, lexicon):
        return min(share, _CAPPED)
    left = any(sides.left_over())
    best = max(share, _BESIDE) if left else share
    return best * _order(sides, a, b)


def _share(sides: _Sides, lexicon: Lexicon) -> float:
    """The share of both terms' weight that finds its partner in the other."""
    whole = sum(map(lexicon.weight, sides.a)) + sum(map(lexicon.weight, sides.b))
    shared = 0.0
    for nearness, i, j in sides.pairs:
        word_a, word_b = sides.a[i], sides.b[j]
        weight_a, weight_b = lexicon.weight(word_a), lexicon.weight(word_b)
        # A mistyped word is no rare word: it weighs what its partner weighs.
        if word_a not in lexicon and nearness < 1:
            whole, weight_a = whole - weight_a + weight_b, weight_b
        elif word_b not in lexicon and nearness < 1:
            whole, weight_b = whole - weight_b + weight_a, weight_a
        shared += nearness * (weight_a + weight_b)
    return shared / whole if whole else 0.0


def _pairs(a: tuple[str, ...], b: tuple[str, ...], lexicon: Lexicon) -> list[Pair]:
    """Best with best, each word once; shortened words only where there are others to go by."""
    beside = len(a) > 1 and len(b) > 1
    near: list[Pair] = []
    for i, word_a in enumerate(a):
        for j, word_b in enumerate(b):
            nearness = word_similarity(word_a, word_b, lexicon, beside=beside)
            if not nearness and beside:
                nearness = max(shortened(word_a, word_b, lexicon), shortened(word_b, word_a, lexicon))
            if nearness:
                near.append((nearness, i, j))
    near.sort(key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1] + pair[2], pair[1]))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    chosen = []
    for nearness, i, j in near:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            chosen.append((nearness, i, j))
    return chosen


def _covered(sides: _Sides, lexicon: Lexicon) -> bool:
    """Whether what is left over on either side says nothing new."""
    left_a, left_b = sides.left_over()
    if len(left_a) == len(sides.a) or len(left_b) == len(sides.b):
        return False
    return _says_nothing(sides.a, left_a, lexicon) and _says_nothing(sides.b, left_b, lexicon)


def _says_nothing(words: tuple[str, ...], left: list[int], lexicon: Lexicon) -> bool:
    if not left:
        return True
    rest = " ".join(word for at, word in enumerate(words) if at not in left)
    named = rest in lexicon.tools
    last = len(words) - 1
    for at in left:
        word = words[at]
        maker = at == 0 and named and word in MAKERS
        # Java programming language: everything after the name.
        after = at > 0 and (named or rest in lexicon.names) and word in _AFTER_A_NAME
        end = at == last and word in _AT_THE_END and last > 0
        start = at == 0 and word in _AT_THE_START and last > 1
        if not (maker or after or end or start):
            return False
    return True


def _order(sides: _Sides, a: Reading, b: Reading) -> float:
    """1 where the words stand in the same order, less where they changed places, least if that changes the sense."""
    at = [j for _, _, j in sorted(sides.pairs, key=lambda pair: pair[1])]
    if at == sorted(at):
        return 1.0
    if a.directed or b.directed:
        return _TURNED_ROUND
    same_head = (len(sides.a) - 1, len(sides.b) - 1) in {(i, j) for _, i, j in sides.pairs}
    if a.loose or b.loose or (same_head and len(sides.a) > 2):
        return _REORDERED
    return _REORDERED if _acts(sides.a, sides.b, sides.pairs) else _TURNED_ROUND


def _acts(a: tuple[str, ...], b: tuple[str, ...], pairs: list[Pair]) -> bool:
    """Whether one term says as a deed what the other names: managing people, people management."""
    for _, i, j in pairs:
        first = (i == 0 and j == len(b) - 1, j == 0 and i == len(a) - 1)
        if not any(first):
            continue
        deed, name = (a[i], b[j]) if first[0] else (b[j], a[i])
        if singular(deed) != singular(name) or (deed.endswith("ing") and deed not in _FIELDS):
            return True
    return False


def _tool_and_word(a: str, b: str, lexicon: Lexicon) -> bool:
    """Sketch and sketching, Pandas and panda: a product's name has no other forms, though it may be mistyped."""
    return (is_tool_alone(a) or is_tool_alone(b)) and a in lexicon and b in lexicon


def _one_short_word(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and len(words[0]) <= _SHORT


def _marked(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """One letter and one letter with others: never the same, unless what is beside it says nothing at all."""
    return not SOFT.issuperset(set(a) ^ set(b))
