"""Far too much of everything, through the routes that people use: refused kindly, and nothing is half taken."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.people.models.profile import MOST_TERMS
from peerportal.terms.models import Term
from tests.rows import changed, fingerprint
from tests.terms.test_merging import seen_by

BOOKS = {"sign_in", "rate_hit"}


@pytest.fixture
def ada(make_person):
    return make_person("Ada Blank")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("é" * 1_000_000, 413),
        ("x" * 1_000_000, 422),
        ("é" * 100_000, 422),
        ("a,b;" * 10_000, 422),
    ],
)
@pytest.mark.parametrize("fragment", [False, True])
def test_a_huge_text_is_refused_and_nothing_of_it_kept(ada, browser_of, text, status, fragment):
    browser, before = browser_of(ada), fingerprint(BOOKS)
    page = browser.post("/profile/words", {"facet": "offer", "text": text}, status=status, fragment=fragment)
    assert page.get_text(strip=True) and len(page.get_text()) < 20_000
    assert not changed(before, fingerprint(BOOKS))


def test_ten_thousand_words_at_once_are_never_more_than_a_list_holds(ada, browser_of):
    browser = browser_of(ada)
    browser.post("/profile/words/next", {"text": [f"zq{number}" for number in range(10_000)]})
    assert [len(seen_by(ada, facet)) for facet in ("offer", "seek", "interest", "situation")] == [1, 1, 1, 1]
    before = fingerprint(BOOKS | {"term"})
    many = {"text": [",".join(f"y{number}" for number in range(20))] * 4}
    page = browser.post("/profile/words/next", many, status=409)
    assert "at once are too many" in page.get_text() or f"{MOST_TERMS} are enough" in page.get_text()
    assert not changed(before, fingerprint(BOOKS | {"term"}))


@pytest.mark.parametrize("field", ["label", "into", "alias", "spelling", "other", "how"])
@pytest.mark.parametrize("verb", ["merge", "rename", "aliases", "split", "relate", "unrelate"])
def test_huge_fields_of_a_coordinators_forms_are_refused(make_person, carmen, browser_of, verb, field):
    make_person("Cy", offers=["Pizza"])
    before, ref = fingerprint(BOOKS), Term.get(Term.label == "Pizza").ref
    browser_of(carmen).post(f"/admin/terms/{ref}/{verb}", {field: "x" * 200_000}, status=422)
    assert not changed(before, fingerprint(BOOKS))


@pytest.mark.long
def test_a_hundred_thousand_terms_change_nothing_for_who_adds_one(ada, carmen, browser_of, count_queries):
    for start in range(0, 100_000, 500):
        rows = range(start, start + 500)
        Term.insert_many(
            [{"label": f"Zq{n} topic", "key": f"zq{n} topic", "uses": 1, "ref": new_ref()} for n in rows]
        ).execute()
    browser = browser_of(ada)
    browser.post("/profile/words", {"facet": "offer", "text": "project managment"})
    with count_queries() as counted:
        browser.post("/profile/words", {"facet": "offer", "text": "zq77777 topics"})
    assert counted.count < 40
    assert seen_by(ada) == [("project managment", "project management"), ("zq77777 topics", "Zq77777 topic")]
    page = browser_of(carmen).get("/admin/terms?q=zq777")
    assert "All 111" in " ".join(page.get_text(" ").split())
