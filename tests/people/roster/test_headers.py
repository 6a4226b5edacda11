"""Guessing what a column holds."""

import pytest

from peerportal.people.roster import headers


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Work Email", "email"), ("E-Mail", "email"), ("Mail", "email"), ("e-mail address", "email"),
        ("Department", "department"), ("Dept.", "department"), ("Abteilung", "department"),
        ("Manager", "manager"), ("ManagerName", "manager"), ("Reports To", "manager"), ("Supervisor", "manager"),
        ("Vorgesetzte", "manager"), ("ManagerID", "manager_no"), ("Manager E-mail", "manager_email"),
        ("Last_Name", "last_name"), ("First_Name", "first_name"), ("Vorname", "first_name"),
        ("Nachname", "last_name"), ("Prénom", "first_name"), ("Apellidos", "last_name"),
        ("Name", "name"), ("Employee_Name", "name"), ("Full Name", "name"), ("Nombre completo", "name"),
        ("EmpID", "employee_no"), ("Employee Number", "employee_no"), ("Personalnummer", "employee_no"),
        ("Matrícula", "employee_no"), ("Matricule", "employee_no"),
        ("DateofHire", "hired_on"), ("Hire Date", "hired_on"), ("Eintrittsdatum", "hired_on"),
        ("Location", "location"), ("Office", "location"), ("Site", "location"), ("Büro", "location"),
        ("Title", "title"), ("Position", "title"), ("Job Title", "title"), ("Level", "level"), ("Grade", "level"),
        ("Band", "level"), ("Time Zone", "time_zone"), ("Languages", "languages"), ("Sprachen", "languages"),
        ("Offers", "offers"), ("Skills", "offers"), ("Seeks", "seeks"), ("Wants", "seeks"),
    ],
)  # fmt: skip
def test_usual_spellings_are_recognised(heading, field):
    assert headers.guess([heading]) == {field: 0}
    assert headers.guess([f"  {heading.upper()} :"]) == {field: 0}


def test_unknown_columns_are_left_out_and_the_first_of_a_kind_wins():
    assert headers.guess(["Shoe size", "Work Email", "Private Email", "Mail"]) == {"email": 1}


def test_nom_is_the_last_name_beside_a_first_name_and_the_full_name_alone():
    assert headers.guess(["Nom", "Prénom"]) == {"last_name": 0, "first_name": 1}
    assert headers.guess(["Nom", "Courriel"]) == {"name": 0, "email": 1}
    assert headers.guess(["Nombre", "Apellidos"]) == {"first_name": 0, "last_name": 1}


def test_no_spelling_means_two_things_without_a_reason():
    both = {
        word for word in headers._FIELD_OF if sum(word in s.split() for s in headers._SPELLINGS.values()) > 1
    }
    assert not both, both


def test_a_choice_that_cannot_work_says_why():
    assert "full name" in headers.checked({"email": 0}, 3)
    assert "work e-mail" in headers.checked({"name": 0}, 3)
    assert "two things" in headers.checked({"name": 0, "email": 0}, 3)
    assert "not in the file" in headers.checked({"name": 0, "email": 7}, 3)
    assert headers.checked({"first_name": 0, "last_name": 1, "employee_no": 2}, 3) is None


def test_columns_that_ask_for_rights_are_named():
    assert headers.rights_among(["email", "Role", "Is_Coordinator", "Job role"]) == ["Role", "Is_Coordinator"]
