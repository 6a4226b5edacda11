"""Text is cleaned once at the edge, and folded for searching."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerportal.core.text import clean, first_name, fold, fold_email, listed


@given(st.text(st.characters(codec=None), max_size=200), st.booleans())
def test_cleaning_twice_changes_nothing_more(text, lines):
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@given(st.text(st.characters(codec=None), max_size=200))
def test_clean_text_can_be_stored_and_holds_no_control_character(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co")]


@pytest.mark.parametrize("name", ["Zoë Østergaard-Núñez", "李雷", "محمد", "O’Brien", "👩‍🚀", "C++ & C#"])
def test_names_and_words_of_the_world_stay_as_they_are(name):
    assert clean(name) == name


def test_a_line_has_no_breaks_and_a_box_keeps_them():
    assert clean("one\r\ntwo\u2028three") == "one two three"
    assert clean("one\r\ntwo\u2028three", lines=True) == "one\ntwo\nthree"


def test_nul_bidi_overrides_and_invisible_characters_go():
    assert clean("a\x00b\u202ec\u200bd\ud800e\ufefff") == "abcdef"


def test_a_heap_of_accents_is_cut_short():
    assert len(clean("Z" + "\u0301" * 500)) < 8


def test_folding_meets_accents_case_and_full_width_letters():
    assert fold("ÉLAN  Straße ＡＢＣ") == "elan strasse abc"
    assert fold_email(" Ana.Brandt@Example.COM ") == "ana.brandt@example.com"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Priya Nair", "Priya"),
        ("عبد الرحمن الفارسي", "عبد الرحمن"),
        ("Abu Bakr Diallo", "Abu Bakr"),
        ("Abdul Karim", "Abdul"),
        ("李雷", "李雷"),
        ("", ""),
    ],
)
def test_people_are_called_by_their_whole_first_name(name, called):
    assert first_name(name) == called


@pytest.mark.parametrize(
    ("words", "read_out"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_a_list_is_written_as_one_reads_it_out(words, read_out):
    assert listed(words) == read_out
    assert listed(words, "or") == read_out.replace(" and ", " or ")
