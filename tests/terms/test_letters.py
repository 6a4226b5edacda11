"""Letters of several alphabets, and text that nobody means well with."""

import pytest

from peerportal.terms.letters import LONGEST, plain
from peerportal.terms.similarity import LINK, SILENT, reading, similarity


@pytest.mark.parametrize(
    ("a", "b"),
    [("Führung", "Fuehrung"), ("Größe", "Groesse"), ("Øresund", "Oresund"), ("Łódź", "Lodz"), ("ışık", "isik"),
     ("İstanbul", "istanbul"), ("ΕΛΛΗΝΙΚΆ", "ελληνικα"), ("ёлка", "елка"), ("العَرَبِيَّة", "العربية"),
     ("Ærøskøbing", "aeroeskoebing"),
     ("Smørrebrød", "smorrebrod"), ("ｶﾀｶﾅ", "カタカナ")],
)  # fmt: skip
def test_one_word_with_and_without_its_accents_is_one_word(a, b):
    assert similarity(a, b) >= SILENT


@pytest.mark.parametrize(
    ("a", "b"), [("かき", "がき"), ("हिन्दी", "हनद"), ("产品管理", "项目管理"), ("ไม้", "ไม่")]
)
def test_marks_that_make_another_word_are_kept(a, b):
    assert similarity(a, b) < LINK


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "word " * 200_000, "e\u0301" * 500_000,
     "(" * 500_000, "a-" * 300_000, "ﷺ" * 100_000, "9" * 400_000,
     "c++" * 100_000, "a&" * 100_000, "knowledge of " * 50_000, "1.1." * 100_000, "\u0000" * 100_000],
    ids=range(12),
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_like_a_term(text):
    assert len(plain(text)) <= LONGEST and len(reading(text).raw) <= LONGEST
    assert similarity(text, "project management") < LINK
    assert similarity(text, text) == 1.0
