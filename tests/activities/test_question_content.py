"""The questions that come with the portal, reviewed by rule: how many, how long, about what not, none twice."""

import csv
import re
from collections import Counter
from itertools import combinations

import pytest
from rapidfuzz.fuzz import token_sort_ratio

from peerportal.activities.texts import CONTENT
from peerportal.core.text import fold
from peerportal.groups.starters import STAGES, THEMES

HERE = CONTENT / "en"
# Words that would ask for what nobody should be asked unasked, and words of work that is done at a desk alone.
NEVER_ASKED = {
    "health": "health healthy ill illness sick sickness disease doctor hospital medicine medication therapy therapist "
    "diagnosis disability disabled depression depressed anxiety burnout pain weight diet drink drinking alcohol "
    "smoke smoking surgery",
    "faith": "faith god pray prayer church mosque temple synagogue religion religious worship belief believer "
    "scripture bible quran sabbath ramadan christmas spiritual soul blessed holy",
    "family planning": "pregnant pregnancy baby babies children kids parent parents mother father marry married "
    "marriage wedding husband wife spouse partner single dating divorce divorced family fertility maternity "
    "paternity son daughter",
    "salary": "salary salaries wage wages pay paid earn earning earnings income money raise bonus pension debt rent "
    "mortgage afford rich poor",
    "politics": "politics political politician vote voting election party government president minister parliament "
    "union left right conservative liberal socialist strike war protest immigration",
    "a desk job": "desk desks office offices inbox mailbox email emails e-mail screen screens computer laptop keyboard "
    "spreadsheet slides slide powerpoint calendar intranet chat zoom webcam video-call printer stapler cubicle "
    "meeting-room boardroom whiteboard headset browser software files document documents remote home-office",
}
# A word of the lists that means something else where it stands.
FINE = {("experience-ignored", "right")}


def rows_of(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BANK, DECK = rows_of("questions.csv"), rows_of("deck.csv")
ALL = [(row["key"], row["words"]) for row in BANK]
ALL += [(f"{row['suit']} {row['rank']}", row["words"]) for row in DECK]
each_question = pytest.mark.parametrize(("key", "words"), ALL, ids=[key for key, _ in ALL])


def test_the_bank_has_thirteen_questions_on_each_theme():
    assert len(BANK) >= 156
    assert set(Counter(row["theme"] for row in BANK)) == set(THEMES)
    assert min(Counter(row["theme"] for row in BANK).values()) >= 13


def test_every_theme_has_questions_for_every_stage():
    found = Counter((row["theme"], stage) for row in BANK for stage in row["stages"].split())
    assert not [(theme, stage) for theme in THEMES for stage in STAGES if found[theme, stage] < 2]


def test_each_question_fits_one_to_three_stages_and_has_a_name_of_its_own():
    for row in BANK:
        stages = row["stages"].split()
        assert 1 <= len(stages) <= 3 and len(set(stages)) == len(stages) and set(stages) <= set(STAGES)
        assert re.fullmatch(rf"{row['theme']}-[a-z-]{{2,20}}", row["key"])
    assert len({row["key"] for row in BANK}) == len(BANK)


def test_the_deck_has_each_card_once():
    suits, ranks = ("diamonds", "hearts", "clubs", "spades"), "A 2 3 4 5 6 7 8 9 10 J Q K".split()
    assert [(row["suit"], row["rank"]) for row in DECK] == [(suit, rank) for suit in suits for rank in ranks]


@each_question
def test_a_question_asks_nothing_that_is_nobodys_business(key, words):
    said = set(re.findall(r"[a-z]+(?:-[a-z]+)*", fold(words)))
    for about, listed in NEVER_ASKED.items():
        met = {word for word in said & set(listed.split()) if (key, word) not in FINE}
        assert not met, f"{about}: {met}"


@each_question
def test_a_question_is_short_plain_and_one_question(key, words):
    assert 10 <= len(words) <= 90 and len(words.split()) <= 18
    assert words[0].isupper() and words.endswith("?") and words.count("?") == 1
    assert words == words.strip() and "'" not in words and "  " not in words
    assert not re.search(r"\b(mentor|mentee|user|leverage|synergy|stakeholder)", fold(words))


def test_no_question_is_there_twice_nor_among_the_starters():
    starters = [(starter.key, starter.words) for stage in STAGES.values() for starter in stage]
    folded = [(key, fold(words)) for key, words in [*ALL, *starters]]
    near = [
        (one[0], other[0])
        for one, other in combinations(folded, 2)
        if token_sort_ratio(one[1], other[1]) >= 80
    ]
    assert not near
