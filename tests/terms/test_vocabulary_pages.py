"""The coordinators' pages of terms, through the browser: finding, changing, undoing, and what is never shown."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.people.profile import words
from peerportal.terms import listing, merging
from peerportal.terms.models import ENOUGH, Term
from tests.rows import tried_only
from tests.terms.test_merging import seen_by, term
from tests.test_doors import bare_text


@pytest.fixture
def ada(make_person):
    return make_person("Ada Zylinder", offers=["Sourdough", "Pizza"], situation=["Quiet grief"])


@pytest.fixture
def coordinating(ada, carmen, browser_of):
    return browser_of(carmen)


def labels(page):
    return [link.get_text() for link in page.select("#terms th[scope=row] a")]


def text_of(page):
    return " ".join(page.select_one("main").get_text(" ").split())


def open_term(browser, label):
    return browser.get(f"/admin/terms/{term(label).ref}")


def test_new_terms_come_first_until_somebody_has_looked(coordinating, ada):
    words.add_all(ada, [("offer", "Zwiebelkuchen"), ("offer", "Kubernetes")])
    assert Term.update(looked_at=None).where(Term.label == "Zwiebelkuchen").execute()
    Term.update(looked_at=Term.made_at).where(Term.label != "Zwiebelkuchen").execute()
    page = coordinating.get("/admin/terms")
    assert labels(page) == ["Zwiebelkuchen", "Kubernetes", "Pizza", "Sourdough"]
    assert labels(coordinating.get("/admin/terms?show=waiting")) == ["Zwiebelkuchen"]
    coordinating.submit(page, "#look", term=term("Zwiebelkuchen").ref)
    assert labels(coordinating.get("/admin/terms")) == ["Kubernetes", "Pizza", "Sourdough", "Zwiebelkuchen"]


def test_what_the_portal_knew_needs_no_look_and_what_is_new_does(app, ada):
    words.add_all(ada, [("offer", "Kubernetes"), ("offer", "Zwiebelkuchen backen")])
    assert term("Kubernetes").looked_at and not term("Zwiebelkuchen backen").looked_at


def test_terms_are_found_by_any_of_their_spellings_and_sorted(coordinating, carmen):
    merging.add_alias(term("Pizza"), "Flatbread", by=carmen.id)
    assert labels(coordinating.get("/admin/terms?q=flatbr")) == ["Pizza"]
    assert labels(coordinating.get("/admin/terms?q=flatbr", fragment=True)) == ["Pizza"]
    assert labels(coordinating.get("/admin/terms?sort=label")) == ["Pizza", "Sourdough"]
    assert labels(coordinating.get("/admin/terms?sort=nonsense&page=99&show=x")) == ["Sourdough", "Pizza"]
    assert "No term fits" in text_of(coordinating.get("/admin/terms?q=nothing"))


def test_an_empty_vocabulary_says_where_terms_come_from(carmen, browser_of):
    assert "No terms yet" in text_of(browser_of(carmen).get("/admin/terms"))


def test_no_page_of_the_vocabulary_names_who_uses_a_term(coordinating, ada, carmen):
    merging.add_alias(term("Pizza"), "Flatbread", by=carmen.id)
    for address in (
        "",
        "/history",
        "/aliases",
        f"/{term('Pizza').ref}",
        f"/{term('Pizza').ref}/merge?label=Sourdough",
    ):
        page = text_of(coordinating.get(f"/admin/terms{address}"))
        assert "Ada" not in page and "Zylinder" not in page
        assert "Quiet grief" not in page


def test_what_people_go_through_has_no_page_and_no_name_however_many_share_it(coordinating, make_person):
    for number in range(ENOUGH):
        make_person(f"Also {number}", situation=["Quiet grief"])
    coordinating.get(f"/admin/terms/{term('Quiet grief').ref}", status=404)
    page = coordinating.get(f"/admin/terms/{term('Pizza').ref}/merge?label=Quiet+grief", status=422)
    assert (
        page.select_one("#merge-label-error").get_text(strip=True)
        == "No term in use is written “Quiet grief”."
    )
    assert labels(coordinating.get("/admin/terms?q=grief")) == []


def all_that_can_be_asked(browser, word):
    """What a coordinator is told about a word by every form that takes one, each tried for itself."""
    pizza, told = term("Pizza"), []
    tries = [
        ("GET", f"{pizza.ref}/merge", {"label": word}),
        ("POST", f"{pizza.ref}/relate", {"label": word, "how": "some"}),
        ("POST", f"{pizza.ref}/aliases", {"label": word}),
        ("POST", f"{pizza.ref}/rename", {"label": word}),
        ("POST", f"{pizza.ref}/split", {"spelling": word}),
    ]
    for method, path, fields in tries:
        with tried_only():
            options = {"query_string": fields} if method == "GET" else {"data": fields}
            answer = browser.open(method, f"/admin/terms/{path}", **options)
            after = browser.open("GET", answer.headers.get("Location") or "/admin/terms")
            told += [answer.status_code, bare_text(answer), bare_text(after)]
        browser.stay_signed_in()
    return told


def test_no_form_tells_whether_somebody_goes_through_a_thing(still, coordinating, ada):
    """Two worlds: in one of them Ada says what she goes through, and no coordinator can find out by asking."""
    with_it = all_that_can_be_asked(coordinating, "quiet  GRIEF")
    words.drop(ada, "situation", term("Quiet grief").ref)
    Term.delete().where(Term.label == "Quiet grief").execute()
    assert all_that_can_be_asked(coordinating, "quiet  GRIEF") == with_it


def test_a_merge_is_previewed_with_its_numbers_then_done_and_undone(coordinating, ada, make_person):
    make_person("Ben", offers=["Pizza", "Sourdough"])
    cy = make_person("Cy", seeks=["Pizza"])
    page = open_term(coordinating, "Pizza")
    shown = coordinating.submit(page, "form[action$=merge]", label="sourdough")
    assert "Who wrote “ Pizza ” 3 profiles" in text_of(
        shown
    ) and "2 profiles: both words stay there" in text_of(shown)
    assert seen_by(cy, "seek") == [("Pizza", "Pizza")]
    after = coordinating.follow(coordinating.submit(shown, "form[action$=merge]"))
    assert "“Pizza” is read as “Sourdough” from now on." in text_of(after)
    assert seen_by(cy, "seek") == [("Pizza", "Sourdough")]
    undone = coordinating.follow(coordinating.submit(after, "form[action$=undo]"))
    assert "Undone: merged “Pizza” into “Sourdough”." in text_of(undone)
    assert seen_by(cy, "seek") == [("Pizza", "Pizza")]


def test_the_old_address_of_a_merged_term_leads_to_what_it_stands_for(coordinating, carmen):
    ref = term("Pizza").ref
    merging.merge(term("Pizza"), term("Sourdough"), by=carmen.id)
    assert coordinating.get(f"/admin/terms/{ref}").select_one("h1").get_text() == "Sourdough"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Please write a term."),
        ("nonsense of no kind", "No term in use is written “nonsense of no kind”."),
        ("sourdoug", "No term in use is written “sourdoug”. Did you mean “Sourdough”?"),
        ("pizza", "That is this term itself."),
        ("x" * 81, "Please keep this to 80 characters; it has 81."),
    ],
)
def test_what_cannot_be_merged_is_said_beside_the_field_with_what_was_typed(coordinating, typed, said):
    page = coordinating.submit(
        open_term(coordinating, "Pizza"), "form[action$=merge]", label=typed, status=422
    )
    assert page.select_one("#merge-label-error").get_text(strip=True) == said
    assert page.select_one("#merge-label").get("value", "") == typed


def test_an_ambiguous_word_names_what_it_could_be(coordinating, make_person):
    make_person("Ben", offers=["project management", "product management"])
    page = coordinating.submit(
        open_term(coordinating, "Pizza"), "form[action$=relate]", label="PM", status=422
    )
    said = page.select_one("#relate-label-error").get_text(strip=True)
    assert (
        said == "No term in use is written “PM”. Did you mean “project management” or “product management”?"
    )


def test_each_deed_has_its_form_and_its_refusal(coordinating, carmen):
    page = open_term(coordinating, "Pizza")
    coordinating.submit(page, "form[action$=relate]", label="Sourdough", how="strong")
    again = coordinating.submit(page, "form[action$=relate]", label="Sourdough", how="strong", status=422)
    assert "strongly related already" in again.select_one("#relate-label-error").get_text()
    coordinating.submit(open_term(coordinating, "Pizza"), "form[action$=unrelate]")
    coordinating.submit(page, "form[action$=aliases]", label="Flatbread")
    again = coordinating.submit(page, "form[action$=aliases]", label="flatbread", status=422)
    assert "already" in again.select_one("#alias-label-error").get_text()
    coordinating.submit(open_term(coordinating, "Pizza"), "form[action$=split]")
    renamed = coordinating.follow(coordinating.submit(page, "form[action$=rename]", label="Pizza napoletana"))
    assert renamed.select_one("h1").get_text() == "Pizza napoletana"
    again = coordinating.submit(renamed, "form[action$=rename]", label="Sourdough", status=422)
    assert "Merge it into" in again.select_one("#rename-label-error").get_text()
    assert len(coordinating.get("/admin/terms/history").select(".lines > li")) == 5


def test_a_spelling_is_split_off_on_the_page(coordinating, ada):
    words.add(ada, "offer", "k8s")
    page = open_term(coordinating, "Kubernetes")
    coordinating.submit(page, "form[action$=split]")
    assert seen_by(ada)[-1] == ("k8s", "k8s")


def test_a_long_vocabulary_is_turned_page_by_page_in_few_queries(coordinating, ada, count_queries):
    rows = [
        {"label": f"Term {number}", "key": f"term {number}", "uses": number % 7 + 1, "ref": new_ref()}
        for number in range(2000)
    ]
    for start in range(0, 2000, 500):
        Term.insert_many(rows[start : start + 500]).execute()
    coordinating.get("/admin/terms")
    with count_queries() as counted:
        page = coordinating.get("/admin/terms?page=2")
    assert len(labels(page)) == listing.AT_ONCE and "Page 2 of 41" in text_of(page)
    assert counted.count <= 8
    with count_queries() as counted:
        coordinating.get(f"/admin/terms/{Term.get(Term.label == 'Term 7').ref}")
    assert counted.count <= 8


@pytest.mark.parametrize("address", ["", "/history", "/aliases", "/aliases.csv"])
def test_nobody_but_coordinators_comes_here(address, priya, browser_of):
    browser_of(priya).get(f"/admin/terms{address}", status=403)
