"""Sealed words open only for a reader, only in their own place."""

import pytest
from cryptography.exceptions import InvalidTag

from peerportal.core import vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups.models import AgendaItem, Agreement

WORDS = "Ask Dana about the reorganisation — quietly. 静かに"


class Row:
    """Anything with an opaque id and a sealed column."""

    def __init__(self, ref, words):
        self.ref, self.words = ref, words


@pytest.fixture
def space(app):
    with transaction():
        return vault.new_space("group", [1, 2])


def test_both_readers_read_what_one_sealed(space):
    ref = new_ref()
    sealed = vault.open_space(space, reader=1).seal(AgendaItem.words, ref, WORDS)
    assert vault.open_space(space, reader=2).read(Row(ref, sealed), AgendaItem.words) == WORDS


def test_nobody_else_opens_the_space(space):
    with pytest.raises(vault.NotAReader):
        vault.open_space(space, reader=3)


def test_a_reader_who_left_opens_it_no_longer(space):
    vault.dismiss(space, 2)
    with pytest.raises(vault.NotAReader):
        vault.open_space(space, reader=2)


def test_the_stored_bytes_show_neither_the_words_nor_their_length(space):
    opened = vault.open_space(space, reader=1)
    sealed = [opened.seal(AgendaItem.words, new_ref(), text) for text in ("a", "b" * 59)]
    assert WORDS.encode() not in opened.seal(AgendaItem.words, new_ref(), WORDS)
    assert len(sealed[0]) == len(sealed[1])


@pytest.mark.parametrize("moved", ["row", "column", "space"])
def test_sealed_words_moved_elsewhere_do_not_open(space, moved):
    ref = new_ref()
    sealed = vault.open_space(space, reader=1).seal(AgendaItem.words, ref, WORDS)
    with transaction():
        target = vault.new_space("group", [1]) if moved == "space" else space
    field = Agreement.words if moved == "column" else AgendaItem.words
    with pytest.raises(InvalidTag):
        vault.open_space(target, reader=1).read(Row(new_ref() if moved == "row" else ref, sealed), field)


def test_sealed_words_altered_by_one_bit_do_not_open(space):
    ref = new_ref()
    sealed = bytearray(vault.open_space(space, reader=1).seal(AgendaItem.words, ref, WORDS))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        vault.open_space(space, reader=1).read(Row(ref, bytes(sealed)), AgendaItem.words)


def test_a_new_coordinator_reads_all_reports_and_no_group(space):
    with transaction():
        report = vault.new_space("concern", [5])
        vault.admit_everywhere("concern", 9)
    assert vault.open_space(report, reader=9)
    with pytest.raises(vault.NotAReader):
        vault.open_space(space, reader=9)
    vault.dismiss_everywhere("concern", 9)
    with pytest.raises(vault.NotAReader):
        vault.open_space(report, reader=9)


def test_nothing_sealed_reads_as_nothing(space):
    assert vault.open_space(space, reader=1).read(Row(new_ref(), None), AgendaItem.words) == ""


def test_every_opening_is_counted(space):
    ref = new_ref()
    opened = vault.open_space(space, reader=1)
    before = vault.openings["group"]
    opened.read(Row(ref, opened.seal(AgendaItem.words, ref, WORDS)), AgendaItem.words)
    assert vault.openings["group"] == before + 1
