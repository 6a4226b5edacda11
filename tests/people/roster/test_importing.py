"""From an uploaded file to people, with a preview in between."""

import io
from datetime import timedelta

import pytest

from peerportal.core import changes, clock, files
from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from peerportal.people.models import Level, OneTimeLink, Person, PersonTerm, Profile, RosterImport, RosterRow
from peerportal.people.roster import checking, importing, source
from peerportal.terms.models import Term
from tests.rows import changed, fingerprint

STAFF = """Work Email;Full Name;EmpID;Manager;Department;Location;Level;DateofHire;Time Zone;Languages;Offers;Seeks
ada@example.com;"Boss, Ada";1;;Board;Berlin;L3;1.2.2015;Europe/Berlin;German, English;Negotiation;
bo@example.com;Bo Worker;2;ada@example.com;IT;Berlin;L1;3.4.2020;Europe/Berlin;German;k8s;Public speaking
cy@example.com;Cy Worker;3;2;IT;Rome;L2;5.6.2021;Europe/Rome;Italian;Kubernetes;Negotiation
;Di Nobody;4;Bo Worker;IT;Rome;;;;;SQL;
"""
OWN = {"roster_import", "roster_row", "job"}
# A term is made before anything is locked, so one that nobody uses may stay behind; it is shown and offered to nobody.
BESIDE = OWN | {"term"}


@pytest.fixture
def bring(app, carmen, do_jobs):
    """Uploads a text and has it checked; returns the import."""

    def bring(text, by=carmen, order="auto"):
        roster = source.take_in(io.BytesIO(text.encode()), "staff.csv", by)
        checking.choose_columns(roster, roster.columns["map"], order)
        checking.start(roster)
        do_jobs()
        return RosterImport.get_by_id(roster.id)

    return bring


@pytest.fixture
def bring_in(bring, do_jobs, carmen):
    """The same, and confirms it."""

    def bring_in(text):
        roster = bring(text)
        assert roster.state == "previewed", roster.problem
        importing.confirm(roster, carmen)
        do_jobs()
        return RosterImport.get_by_id(roster.id)

    return bring_in


def person(email):
    return Person.get(Person.folded_email == email)


def verdicts(roster):
    rows = RosterRow.select().where(RosterRow.roster == roster).order_by(RosterRow.line, RosterRow.id)
    return [(row.line if row.verdict != "absent" else 0, row.verdict) for row in rows]


def test_a_preview_writes_nothing_but_itself(bring, carmen):
    before = fingerprint(OWN)
    roster = bring(STAFF)
    assert not changed(before, fingerprint(OWN))
    assert verdicts(roster) == [(2, "create"), (3, "create"), (4, "create"), (5, "list"), (0, "absent")]
    assert roster.counts["create"] == 3


def test_a_confirmed_import_makes_people_with_everything_the_file_says(bring_in, carmen):
    roster = bring_in(STAFF)
    assert roster.state == "done" and roster.file_key is None
    ada, bo, cy = person("ada@example.com"), person("bo@example.com"), person("cy@example.com")
    assert (ada.name, ada.state, ada.department, ada.time_zone) == (
        "Ada Boss",
        "invited",
        "Board",
        "Europe/Berlin",
    )
    assert (bo.manager_id, cy.manager_id, str(cy.hired_on)) == (ada.id, bo.id, "2021-06-05")
    nobody = Person.get(Person.employee_no == "4")
    assert (nobody.state, nobody.email, nobody.manager_id) == ("listed", None, bo.id)
    assert Profile.get_by_id(ada.id).languages == ["German", "English"]
    assert [level.name for level in Level.select().order_by(Level.rank)] == ["L1", "L2", "L3"]
    assert Level.get_by_id(cy.level_id).name == "L2"


def test_offers_and_seeks_become_terms_as_they_are_understood(bring_in):
    bring_in(STAFF)
    bo, cy = person("bo@example.com"), person("cy@example.com")
    offers = {row.person_id: row for row in PersonTerm.select().where(PersonTerm.facet == "offer")}
    assert offers[bo.id].typed == "k8s" and offers[bo.id].term_id == offers[cy.id].term_id
    assert Term.get_by_id(offers[bo.id].term_id).uses == 2
    assert not PersonTerm.select().where(PersonTerm.person == Person.get(Person.employee_no == "4")).exists()


def test_importing_the_same_file_twice_changes_nothing(bring, bring_in, do_jobs, carmen):
    bring_in(STAFF)
    roster = bring(STAFF)
    assert {verdict for line, verdict in verdicts(roster) if line} == {"leave"}
    but = OWN | {"log_entry", "change_log", "change_head"}
    before = fingerprint(but)
    importing.confirm(roster, carmen)
    do_jobs()
    assert not changed(before, fingerprint(but))


def test_a_second_file_changes_what_it_says_and_leaves_the_rest(bring_in):
    bring_in(STAFF)
    cy = person("cy@example.com")
    OneTimeLink.create(
        purpose="invitation", token_digest="x", person=cy, expires_at=clock.now() + timedelta(days=1)
    )
    text = "EmpID,Work Email,Name,Manager,Department,Level,Offers\n3,cyril@example.com,Cyril Worker,1,Sales,L4,SQL\n"
    roster = bring_in(text)
    row = RosterRow.get(RosterRow.roster == roster, RosterRow.line == 2)
    assert "Work e-mail: cy@example.com → cyril@example.com." in row.reason
    assert "Manager: Bo Worker → Ada Boss." in row.reason
    cyril = Person.get_by_id(cy.id)
    assert (cyril.email, cyril.name, cyril.department) == ("cyril@example.com", "Cyril Worker", "Sales")
    assert (cyril.manager_id, cyril.location) == (person("ada@example.com").id, "Rome")
    assert not OneTimeLink.select().exists()
    typed = {(term.facet, term.typed) for term in PersonTerm.select().where(PersonTerm.person == cyril)}
    assert typed == {("offer", "SQL"), ("seek", "Negotiation")}
    assert [level.name for level in Level.select().order_by(Level.rank)] == ["L1", "L2", "L3", "L4"]
    assert person("bo@example.com").state == "invited"
    assert LogEntry.select().where(LogEntry.action == "changed an e-mail address by import").count() == 1


def test_somebody_listed_becomes_invited_once_they_have_an_address(bring_in):
    bring_in(STAFF)
    bring_in("EmpID,Work Email,Name,Offers\n4,di@example.com,Di Nobody,SQL\n")
    di = person("di@example.com")
    assert di.state == "invited" and PersonTerm.select().where(PersonTerm.person == di).count() == 1


def test_people_who_joined_keep_their_profile_and_state(bring_in, priya):
    bring_in(
        "Email,Name,Department,Offers,Time Zone\npriya.nair@example.com,Priya Nair,Platform,SQL,Asia/Kolkata\n"
    )
    fresh = Person.get_by_id(priya.id)
    assert (fresh.state, fresh.department, fresh.time_zone) == ("active", "Platform", "UTC")
    offers = PersonTerm.select().where(PersonTerm.person == priya, PersonTerm.facet == "offer")
    assert [term.typed for term in offers] == ["Kubernetes"]


def test_an_import_is_told_to_matching_and_logged(bring_in, carmen):
    head = changes.head()
    roster = bring_in(STAFF)
    assert ("people", 0) in {(kind, who) for _, kind, who, _, _ in changes.since(head)}
    line = LogEntry.get(LogEntry.action == "imported a roster")
    assert (line.by, line.ref) == (carmen.id, roster.ref) and "New: 3" in line.reason


def test_when_people_changed_since_the_preview_nothing_is_imported(bring, do_jobs, carmen):
    roster = bring(STAFF)
    Person.create(name="Ada", search_name="ada", email="ada@example.com", folded_email="ada@example.com")
    before = fingerprint(BESIDE)
    importing.confirm(roster, carmen)
    do_jobs()
    roster = RosterImport.get_by_id(roster.id)
    assert (roster.state, roster.problem) == ("failed", importing.MOVED)
    assert not changed(before, fingerprint(BESIDE))
    checking.start(roster)
    do_jobs()
    assert (2, "change") in verdicts(roster)
    assert not Term.select().where(Term.uses != 0).exists()


def test_an_import_that_breaks_half_way_leaves_nothing(bring, do_jobs, carmen, monkeypatch):
    roster = bring(STAFF)
    before = fingerprint(BESIDE)
    monkeypatch.setattr(importing.Writer, "finish", lambda self: 1 / 0)
    importing.confirm(roster, carmen)
    do_jobs()
    assert RosterImport.get_by_id(roster.id).state == "failed"
    assert not changed(before, fingerprint(BESIDE))
    assert not Term.select().where(Term.uses != 0).exists()


def test_confirming_twice_imports_once(bring, do_jobs, carmen):
    roster = bring(STAFF)
    importing.confirm(roster, carmen)
    importing.confirm(roster, carmen)
    do_jobs()
    assert Person.select().where(Person.state == "invited").count() == 3
    with pytest.raises(RuleBroken):
        importing.confirm(roster, carmen)


def test_a_dropped_import_forgets_its_file(bring, carmen):
    roster = bring(STAFF)
    key = roster.file_key
    source.drop(roster)
    assert not files.path(key).exists()
    with pytest.raises(RuleBroken):
        importing.confirm(RosterImport.get_by_id(roster.id), carmen)


def test_old_imports_are_forgotten(bring, still, do_jobs):
    roster = bring(STAFF)
    still.move(checking.KEPT + timedelta(days=1))
    checking._tidy({})
    assert not RosterImport.select().exists() and not RosterRow.select().exists()
    assert not files.path(roster.file_key).exists()


def test_circles_and_missing_managers_are_imported_and_told(bring_in):
    roster = bring_in(
        "Email,Name,Manager\na@example.com,A A,b@example.com\nb@example.com,B B,a@example.com\nc@example.com,C C,Who\n"
    )
    a, b = person("a@example.com"), person("b@example.com")
    assert (a.manager_id, b.manager_id, person("c@example.com").manager_id) == (b.id, a.id, None)
    assert (roster.counts["managers_circular"], roster.counts["managers_missing"]) == (2, 1)


def test_what_is_no_roster_is_refused_with_its_reason(carmen):
    with pytest.raises(RuleBroken, match="empty"):
        source.take_in(io.BytesIO(b""), "x.csv", carmen)
    with pytest.raises(RuleBroken, match="no people"):
        source.take_in(io.BytesIO("email\n".encode("utf-16")), "x.csv", carmen)
    assert not RosterImport.select().exists()
    assert not list(files._folder.rglob("*.csv"))


def test_columns_that_cannot_work_are_refused(app, carmen):
    roster = source.take_in(io.BytesIO(STAFF.encode()), "staff.csv", carmen)
    with pytest.raises(RuleBroken, match="two things"):
        checking.choose_columns(roster, {"name": 0, "email": 0}, "auto")


def test_levels_follow_the_numbers_given_on_screen(app, carmen, do_jobs):
    roster = source.take_in(io.BytesIO(STAFF.encode()), "staff.csv", carmen)
    checking.choose_columns(roster, roster.columns["map"], "auto")
    assert roster.columns["levels"] == ["L1", "L2", "L3"]
    checking.order_levels(roster, [3, 2, 1])
    checking.start(roster)
    do_jobs()
    importing.confirm(RosterImport.get_by_id(roster.id), carmen)
    do_jobs()
    assert [level.name for level in Level.select().order_by(Level.rank)] == ["L3", "L2", "L1"]
