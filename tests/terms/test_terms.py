"""Terms in the database: understood once, linked to their like, kept by their own name."""

from peerportal.core import changes
from peerportal.terms import merging
from peerportal.terms.models import Term, TermLink


def weight(a, b):
    row = TermLink.get_or_none(TermLink.a == a, TermLink.b == b)
    return row.weight if row else 0


def test_two_spellings_are_one_term(app):
    assert Term.understand("k8s") == Term.understand("Kubernetes") == Term.understand("kuberntes")
    assert Term.select().count() == 1
    assert Term.get().label == "Kubernetes"


def test_languages_that_share_a_letter_are_terms_of_their_own(app):
    assert len({Term.understand(text).id for text in ("C", "C++", "C#", "Java", "JavaScript")}) == 5
    assert not TermLink.select().count()


def test_a_word_nobody_knows_becomes_a_term_as_typed(app):
    assert Term.understand("Zwiebelkuchen baking contest").label == "Zwiebelkuchen baking contest"


def test_an_ambiguous_abbreviation_is_linked_to_both_its_meanings(app):
    project, product = Term.understand("project management"), Term.understand("product management")
    pm = Term.understand("PM")
    assert pm.label == "PM"
    assert weight(pm, project) == weight(project, pm) == 80
    assert weight(pm, product) == 80


def test_a_meaning_that_comes_later_is_linked_too(app):
    pm = Term.understand("PM")
    assert weight(pm, Term.understand("project management")) == 80


def test_ones_own_word_is_linked_to_the_label_it_could_have_been(app):
    canonical = Term.understand("recruiting")
    assert weight(Term.named("hiring"), canonical) == 97


def test_links_are_told_in_the_change_log(app):
    Term.understand("project management")
    before = changes.head()
    Term.understand("PM")
    assert [row[1] for row in changes.since(before)] == ["term_link"]


def test_the_organisations_own_alias_beats_the_shipped_ones(app):
    term = Term.named("property management")
    merging.add_alias(term, "PM", by=0)
    assert Term.resolve("pm").label == "property management" and Term.understand("pm").root == term


def test_text_without_a_word_equals_only_itself(app):
    assert Term.understand("🎸") == Term.understand("🎸") != Term.understand("🎻")


def test_completion_offers_what_the_organisation_uses_first(app):
    term = Term.named("process mining at work")
    Term.count_use({term.id: 3})
    assert Term.completions("process min")[0] == "process mining at work"
    assert Term.most_used() == ["process mining at work"]
