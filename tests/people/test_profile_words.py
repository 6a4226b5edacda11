"""The words of a profile: kept as typed, understood as a term, asked about when they could be several things."""

from string import ascii_lowercase

import pytest

from peerportal.people.models import PersonTerm
from peerportal.people.models.profile import MOST_TERMS
from peerportal.terms.models import Term


def held(person, facet="offer"):
    rows = PersonTerm.select(PersonTerm.typed, Term.label).join(Term)
    rows = rows.where(PersonTerm.person == person.id, PersonTerm.facet == facet).order_by(PersonTerm.position)
    return list(rows.tuples())


@pytest.fixture
def ada(make_person):
    return make_person("Ada Blank", published_at=None)


@pytest.fixture
def browser(ada, browser_of):
    return browser_of(ada)


def add(browser, text, facet="offer", **options):
    return browser.post("/profile/words", {"facet": facet, "text": text}, **options)


def test_a_typo_is_understood_and_the_typed_word_stays(ada, browser):
    page = add(browser, "project managment", fragment=True)
    assert held(ada) == [("project managment", "project management")]
    assert "understood as project management" in page.select_one("#list-offer").text
    assert "project management" in page.select_one("#card").text


def test_several_words_may_come_with_commas_between_them(ada, browser):
    add(browser, "SQL, public speaking; CI/CD,", facet="seek")
    assert [typed for typed, _ in held(ada, "seek")] == ["SQL", "public speaking", "CI/CD"]


def test_going_on_takes_along_what_still_stands_in_a_box(ada, browser):
    went = browser.post("/profile/words/next", {"text": ["gardening", "", "  ", "new parent"]})
    assert went.location == "/profile/working"
    assert [typed for typed, _ in held(ada)] == ["gardening"]
    assert [typed for typed, _ in held(ada, "situation")] == ["new parent"]
    assert not held(ada, "seek") and not held(ada, "interest")


def test_an_ambiguous_word_is_asked_about_once(ada, browser):
    page = add(browser, "pm", fragment=True)
    choices = [button.text for button in page.select("li.open button")]
    assert choices == ["project management", "product management", "Keep my word"]
    browser.submit(page, "li.open form", label="product management")
    assert held(ada) == [("pm", "product management")]
    assert not browser.get("/profile/words").select("li.open")


def test_without_scripts_the_question_stands_on_the_next_page(ada, browser):
    page = browser.follow(add(browser, "pm"))
    assert page.select_one("#list-offer li.open")
    browser.submit(page, "li.open form", label="")
    assert held(ada) == [("pm", "pm")]


def test_keeping_ones_own_word_undoes_how_it_was_understood(ada, browser):
    page = add(browser, "hiring", fragment=True)
    assert held(ada) == [("hiring", "recruiting")]
    browser.submit(page, "#list-offer li form", label="", fragment=True)
    assert held(ada) == [("hiring", "hiring")]
    assert {term.label: term.uses for term in Term.select()} == {"recruiting": 0, "hiring": 1}


def test_a_picked_suggestion_counts_instead_of_what_was_typed(ada, browser):
    browser.post("/profile/words", {"facet": "offer", "text": "negoc", "pick": "negotiation"})
    assert held(ada) == [("negotiation", "negotiation")]


def test_the_same_thing_twice_is_taken_once(ada, browser):
    add(browser, "k8s")
    add(browser, "Kubernetes")
    assert held(ada) == [("k8s", "Kubernetes")]


def test_a_list_has_an_end(ada, browser):
    for letter in ascii_lowercase[:MOST_TERMS]:
        add(browser, f"{letter * 3}zq{letter * 4}")
    add(browser, "one too many", status=409)
    assert len(held(ada)) == MOST_TERMS


@pytest.mark.parametrize("text", ["", "   ", "x" * 81])
def test_what_cannot_be_taken_is_said_beside_the_field(browser, text):
    assert add(browser, text, status=422).select_one("#offer-error")
    assert add(browser, text, status=422, fragment=True).select_one("#offer-error")


@pytest.mark.parametrize(
    "text", ["🎸", "<script>alert(1)</script>", "C++", "' OR 1=1 --", "ｆｕｌｌ　ｗｉｄｔｈ", "%00"]
)
def test_anything_is_accepted_and_shown_as_it_was_typed(ada, browser, text):
    add(browser, text)
    page = browser.get("/profile/words")
    assert page.select_one("#list-offer .terms b").text
    assert not page.select("main script")


def test_typing_offers_labels_and_tolerates_slips(browser):
    page = browser.get("/profile/words/complete?facet=offer&text=negoc", fragment=True)
    assert page.select("button")[0]["value"] == "negotiation"
    assert browser.get("/profile/words/complete?facet=offer&text=", fragment=True).select_one("ul[hidden]")
    browser.get("/profile/words/complete?facet=nonsense&text=a", status=404)


def test_what_one_goes_through_is_on_nobodys_card(ada, browser):
    add(browser, "burnout recovery", facet="situation")
    page = browser.get("/profile/review")
    assert "burnout recovery" not in page.select_one("#card").text
    assert "burnout recovery" in page.select_one(".about").text


def test_the_words_of_somebody_else_cannot_be_reached(ada, browser, priya, browser_of):
    add(browser, "k8s")
    ref = Term.get(Term.label == "Kubernetes").ref
    browser_of(priya).post(
        "/profile/words/mean", {"facet": "seek", "term": ref, "label": "Docker"}, status=404
    )
    browser_of(priya).post("/profile/words/remove", {"facet": "seek", "term": ref})
    assert held(ada) == [("k8s", "Kubernetes")]
