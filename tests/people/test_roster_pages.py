"""The roster import on screen, with and without htmx."""

import io

import pytest

from peerportal.people.models import Person, RosterImport, RosterRow

STAFF = (
    "Work Email;Employee;Vorgesetzter;Level;Role\n"
    "ada@example.com;Ada Boss;;Senior;coordinator\n"
    "bo@example.com;Bo Worker;Ada Boss;Junior;\n"
    "cy@;Cy Broken;Ada Boss;Junior;\n"
)


@pytest.fixture
def coordinating(browser_of, carmen):
    return browser_of(carmen)


def upload(browser, text=STAFF, name="staff.csv", **options):
    data = {"file": (io.BytesIO(text if isinstance(text, bytes) else text.encode()), name)}
    return browser.post("/admin/import", data, content_type="multipart/form-data", **options)


def previewed(browser, do_jobs, text=STAFF):
    """The address of an import whose preview is ready, got by going through the pages."""
    columns = browser.follow(upload(browser, text))
    answer = browser.submit(columns, "form.sheets")
    if answer.location.endswith("/levels"):
        answer = browser.submit(browser.follow(answer), "form.sheet")
    do_jobs()
    return answer.location


def test_from_file_to_people_by_plain_forms(coordinating, do_jobs):
    columns = coordinating.follow(upload(coordinating))
    assert columns.select_one("select[name=email] option[selected]").get_text().startswith("Work Email")
    assert "never gives anybody rights" in columns.get_text()
    levels = coordinating.follow(coordinating.submit(columns, "form.sheets"))
    assert [label.get_text(strip=True) for label in levels.select("li bdi")] == ["Junior", "Senior"]
    working = coordinating.follow(coordinating.submit(levels, "form.sheet"))
    assert working.select_one("progress")["max"] == "3"
    do_jobs()
    preview = coordinating.get(f"/admin/import/{RosterImport.get().ref}")
    assert "Nothing has been changed yet" in preview.get_text()
    assert "not an e-mail address" in preview.get_text()
    coordinating.submit(preview, "form[action$=confirm]")
    assert Person.get_or_none(Person.folded_email == "ada@example.com") is None
    do_jobs()
    assert (
        "Nobody has been invited yet"
        in coordinating.get(f"/admin/import/{RosterImport.get().ref}").get_text()
    )
    bo = Person.get(Person.folded_email == "bo@example.com")
    assert bo.state == "invited" and not bo.is_coordinator
    assert Person.get_by_id(bo.manager_id).name == "Ada Boss"


def test_columns_can_be_corrected_and_mistakes_are_told(coordinating):
    columns = coordinating.follow(upload(coordinating, "A,B\nann@example.com,Ann\n"))
    again = coordinating.submit(columns, "form.sheets", status=422)
    assert "full name" in again.select_one("[role=alert]").get_text()
    again = coordinating.submit(columns, "form.sheets", email="0", name="0", status=422)
    assert "two things" in again.select_one("[role=alert]").get_text()
    assert again.select_one("select[name=name] option[selected]")["value"] == "0"
    assert coordinating.submit(columns, "form.sheets", email="0", name="1").location


def test_a_preview_can_be_narrowed_to_a_verdict(coordinating, do_jobs):
    address = previewed(coordinating, do_jobs)
    refused = coordinating.get(f"{address}?verdict=refuse")
    assert [row.get_text() for row in refused.select("tbody th bdi")] == ["Cy Broken"]
    assert len(coordinating.get(f"{address}?verdict=nonsense&page=x").select("tbody tr")) == 4


def test_progress_comes_as_a_fragment_and_ends_in_the_preview(coordinating, do_jobs):
    columns = coordinating.follow(upload(coordinating, "Email,Name\na@example.com,Ann\n"))
    address = coordinating.submit(columns, "form.sheets").location
    assert coordinating.get(address, fragment=True).select_one("#progress progress")
    do_jobs()
    answer = coordinating.get(address, fragment=True, status=204)
    assert answer.response.headers["HX-Redirect"] == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("email,email\na@b.de,c", "Two columns"),
        (b"email\n\0", "no text"),
        ("Email,Name\n", "no people"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_beside_its_field(coordinating, text, why):
    page = upload(coordinating, text, status=422)
    assert why in page.select_one("#file-error").get_text()
    assert not RosterImport.select().exists()


def test_no_file_at_all_is_told(coordinating):
    data = {"file": (io.BytesIO(b""), "")}
    page = coordinating.post("/admin/import", data, content_type="multipart/form-data", status=422)
    assert "choose a file" in page.select_one("#file-error").get_text()


def test_large_files_are_taken_from_coordinators_alone(coordinating, browser_of, lin):
    text = "Email,Name,Notes\n" + f"a@example.com,Ann,{'x' * 4000}\n" * 500
    assert upload(coordinating, text).location
    upload(browser_of(lin), text, status=(403, 413))
    page = upload(coordinating, "Email,Name\n" + "x" * 33_000_000, status=422)
    assert "larger than 32 MB" in page.select_one("#file-error").get_text()
    upload(coordinating, "Email,Name\n" + "x" * 41_000_000, status=413)


def test_an_import_can_be_given_up(coordinating, do_jobs):
    preview = coordinating.get(previewed(coordinating, do_jobs))
    coordinating.submit(preview, "form[action$=drop]")
    assert RosterImport.get().state == "dropped"
    page = coordinating.get(f"/admin/import/{RosterImport.get().ref}")
    assert not page.select("form[action$=confirm]")
    coordinating.post(f"/admin/import/{RosterImport.get().ref}/confirm", status=409)


def test_thirty_lines_cost_as_many_queries_as_three(coordinating, carmen, count_queries):
    def cost(number):
        roster = RosterImport.create(
            by=carmen, state="previewed", file_name="x.csv", counts={"create": number}
        )
        for line in range(number):
            RosterRow.create(roster=roster, line=line + 2, verdict="create", name=f"N {line}")
        with count_queries() as counted:
            coordinating.get(f"/admin/import/{roster.ref}")
        return counted.count

    assert cost(3) == cost(30)


def test_nobody_else_reaches_an_import(coordinating, browser_of, lin, do_jobs):
    address = previewed(coordinating, do_jobs)
    browser_of(lin).get(address, status=403)
    browser_of(lin).post(f"{address}/confirm", status=403)
    assert RosterImport.get().state == "previewed"
