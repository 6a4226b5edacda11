"""Merging, renaming and aliases: what a term stands for, what nobody loses, and the way back."""

import pytest

from peerportal.core import changes
from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from peerportal.people.models import PersonTerm
from peerportal.people.profile import words
from peerportal.terms import deeds, merging, relating, undoing
from peerportal.terms.models import Term, TermDeed, TermLink
from tests.rows import changed, fingerprint

# What every deed writes of itself.
BOOKS = {"term_deed", "log_entry", "change_log", "change_head", "sign_in"}


def term(label):
    return Term.get(Term.label == label)


def seen_by(person, facet="offer"):
    """What stands on somebody's own page: (typed, understood as)."""
    return [(word.typed, word.label) for word in words.words_of(person)[facet]]


def kinds_since(seq):
    return {(kind, a, b) for _, kind, _, a, b in changes.since(seq)}


@pytest.fixture
def ada(make_person):
    return make_person("Ada Both", offers=["Sourdough", "Bread art"], seeks=["Bread art"])


@pytest.fixture
def ben(make_person):
    return make_person("Ben One", offers=["Bread art"])


def test_a_merge_moves_nobodys_words(ada, ben, carmen):
    before, rows = changes.head(), fingerprint()["person_term"]
    merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    assert fingerprint()["person_term"] == rows
    assert seen_by(ben) == [("Bread art", "Sourdough")]
    assert seen_by(ada) == [("Sourdough", "Sourdough"), ("Bread art", "Sourdough")]
    assert ("term_moved", term("Bread art").id, term("Sourdough").id) in kinds_since(before)


def test_undoing_a_merge_leaves_everything_as_it_was(ada, ben, carmen):
    relating.relate(term("Bread art"), term("Sourdough"), relating.SOME, by=carmen.id)
    before = fingerprint(BOOKS)
    deed = merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    assert changed(before, fingerprint(BOOKS)) == ["term"]
    undoing.undo(deed, by=carmen.id)
    assert not changed(before, fingerprint(BOOKS))
    assert seen_by(ben) == [("Bread art", "Bread art")]


def test_what_stood_for_a_merged_term_comes_along_and_goes_back(ada, carmen, make_person):
    make_person("Cy", offers=["Baking"])
    merging.add_alias(term("Bread art"), "Loaf sculpture", by=carmen.id)
    first = merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    second = merging.merge(term("Sourdough"), term("Baking"), by=carmen.id)
    assert {row.root.label for row in Term.select()} == {"Baking"}
    with pytest.raises(RuleBroken, match="changed since"):
        undoing.undo(first, by=carmen.id)
    undoing.undo(second, by=carmen.id)
    assert term("Loaf sculpture").root.label == "Sourdough"
    undoing.undo(first, by=carmen.id)
    assert term("Loaf sculpture").root.label == "Bread art" and term("Sourdough").into_id is None


def test_relations_come_along_and_go_back(ada, carmen, make_person):
    make_person("Cy", offers=["Pizza", "Yeast"])
    relating.relate(term("Bread art"), term("Pizza"), relating.STRONG, by=carmen.id)
    relating.relate(term("Bread art"), term("Yeast"), relating.STRONG, by=carmen.id)
    relating.relate(term("Sourdough"), term("Yeast"), relating.SOME, by=carmen.id)
    deed = merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    sourdough = term("Sourdough").id
    assert (
        TermLink.weight_of(sourdough, term("Pizza").id)
        == 90
        == TermLink.weight_of(term("Yeast").id, sourdough)
    )
    undoing.undo(deed, by=carmen.id)
    assert TermLink.weight_of(sourdough, term("Pizza").id) == 0
    assert TermLink.weight_of(sourdough, term("Yeast").id) == 65


def test_what_was_taken_apart_is_not_related_by_a_merge(ada, carmen, make_person):
    make_person("Cy", offers=["Pizza"])
    relating.relate(term("Sourdough"), term("Pizza"), relating.SOME, by=carmen.id)
    relating.unrelate(term("Pizza"), term("Sourdough"), by=carmen.id)
    relating.relate(term("Bread art"), term("Pizza"), relating.STRONG, by=carmen.id)
    merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    assert TermLink.weight_of(term("Sourdough").id, term("Pizza").id) == 0


def test_a_term_is_never_merged_into_itself_or_twice(ada, carmen):
    with pytest.raises(RuleBroken, match="this term itself"):
        merging.merge(term("Sourdough"), term("Sourdough"), by=carmen.id)
    merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    with pytest.raises(RuleBroken, match="in the meantime"):
        merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)


def test_whoever_types_a_merged_term_is_understood_and_told_so(ada, carmen):
    merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    eve = words.add(carmen, "seek", "bread  ART")
    assert (eve.label, eve.settled) == ("Sourdough", True)
    assert (
        PersonTerm.get(PersonTerm.person == carmen, PersonTerm.typed == "bread  ART").term_id
        == term("Bread art").id
    )
    merging.add_alias(term("Sourdough"), "Loaf sculpture", by=carmen.id)
    assert Term.resolve("loaf sclupture").label == "Sourdough"
    assert "Bread art" not in Term.completions("bread ar") and "Sourdough" in Term.completions("bread ar")


def test_the_same_thing_in_two_merged_spellings_is_taken_once(ada, carmen):
    merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    words.add_all(carmen, [("seek", "Bread art"), ("seek", "Sourdough")])
    assert seen_by(carmen, "seek") == [("Bread art", "Sourdough")]


def test_each_word_of_two_merged_ones_is_taken_away_by_itself(ada, browser_of, carmen):
    merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    page = browser_of(ada).get("/profile/words")
    assert [word.get_text() for word in page.select("#list-offer .terms b")] == ["Sourdough", "Bread art"]
    assert "Keep my word" not in page.select_one("#list-offer").get_text()
    browser_of(ada).post("/profile/words/remove", {"facet": "offer", "term": term("Sourdough").ref})
    assert seen_by(ada) == [("Bread art", "Sourdough")]
    assert (term("Sourdough").uses, term("Bread art").uses) == (0, 2)


def test_the_most_used_count_what_stands_for_them(ada, ben, carmen, make_person):
    make_person("Cy", offers=["Yeast", "Pizza"], interests=["Yeast"])
    assert Term.most_used(1) == ["Bread art"]
    merging.merge(term("Sourdough"), term("Yeast"), by=carmen.id)
    merging.merge(term("Pizza"), term("Yeast"), by=carmen.id)
    assert Term.most_used(2) == ["Yeast", "Bread art"]


def test_an_alias_beats_what_the_portal_would_have_understood(ada, carmen):
    merging.add_alias(term("Sourdough"), "PM", by=carmen.id)
    assert Term.resolve("pm").label == "Sourdough" and not Term.resolve("pm").asks


@pytest.mark.parametrize(
    ("label", "why"),
    [("sourDOUGH", "already"), ("Pizza", "term of its own"), ("Dough", "stands for “Pizza”")],
)
def test_an_alias_that_means_something_already_is_refused(ada, carmen, make_person, label, why):
    make_person("Cy", offers=["Pizza"])
    merging.add_alias(term("Pizza"), "Dough", by=carmen.id)
    with pytest.raises(RuleBroken, match=why):
        merging.add_alias(term("Sourdough"), label, by=carmen.id)


def test_a_new_name_keeps_the_old_one_as_another_spelling(ada, ben, carmen):
    deed = merging.rename(term("Bread art"), "Decorative baking", by=carmen.id)
    assert seen_by(ben) == [("Bread art", "Decorative baking")]
    assert Term.resolve("bread art").label == Term.resolve("decorative baking").label == "Decorative baking"
    undoing.undo(deed, by=carmen.id)
    assert seen_by(ben) == [("Bread art", "Bread art")] and Term.resolve("Bread art").label == "Bread art"


def test_only_another_spelling_of_the_name_needs_no_other_term(ben, carmen):
    deed = merging.rename(term("Bread art"), "BREAD ART", by=carmen.id)
    assert deed.other_id is None and seen_by(ben) == [("Bread art", "BREAD ART")]
    assert Term.resolve("bread art").label == "BREAD ART" and "BREAD ART" in Term.completions("bread a")
    undoing.undo(deed, by=carmen.id)
    assert term("Bread art").into_id is None


def test_an_alias_may_become_the_name(ben, carmen):
    merging.add_alias(term("Bread art"), "Loaf sculpture", by=carmen.id)
    deed = merging.rename(term("Bread art"), "Loaf Sculpture", by=carmen.id)
    assert seen_by(ben) == [("Bread art", "Loaf Sculpture")]
    undoing.undo(deed, by=carmen.id)
    assert term("Loaf sculpture").root.label == "Bread art" and seen_by(ben) == [("Bread art", "Bread art")]


def test_a_new_name_that_others_wrote_since_stays_a_spelling_when_undone(ben, carmen):
    deed = merging.rename(term("Bread art"), "Decorative baking", by=carmen.id)
    words.add(carmen, "offer", "decorative baking")
    undoing.undo(deed, by=carmen.id)
    assert seen_by(carmen)[-1] == ("decorative baking", "Bread art")


def test_the_name_of_another_term_is_refused(ada, carmen):
    with pytest.raises(RuleBroken, match="Merge it"):
        merging.rename(term("Bread art"), "sourdough", by=carmen.id)


def test_every_deed_is_a_line_of_the_history_and_of_the_log(ada, carmen):
    deed = merging.merge(term("Bread art"), term("Sourdough"), by=carmen.id)
    undoing.undo(deed, by=carmen.id)
    lines, _, _ = deeds.history(1)
    assert [(line.deed.kind, line.by, line.may_be_undone) for line in lines] == [
        ("undo", "Carmen Ortiz", False),
        ("merge", "Carmen Ortiz", False),
    ]
    assert [(line.action, line.reason) for line in LogEntry.select().order_by(LogEntry.id)] == [
        ("vocabulary: merge", "merged “Bread art” into “Sourdough”"),
        ("vocabulary: undo", "undid: merged “Bread art” into “Sourdough”"),
    ]
    with pytest.raises(RuleBroken, match="already"):
        undoing.undo(TermDeed.get_by_id(deed.id), by=carmen.id)
