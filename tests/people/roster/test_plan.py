"""What an import would do, line by line."""

import io
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerportal.people.roster import decode, headers
from peerportal.people.roster.compare import Known
from peerportal.people.roster.managers import in_circles
from peerportal.people.roster.plan import Plan, Standing
from peerportal.people.roster.rows import reader


def known(key, name, **facts):
    return Known(key, facts.pop("state", "invited"), name, **facts)


def planned(text, *people):
    """The plan of this file against these people: verdicts by line, and the plan itself."""
    stream = io.BytesIO(text.encode())
    shape = decode.look_at(stream)
    read = reader(headers.guess(shape.headings), len(shape.headings))
    rows = lambda: (read(line, record) for line, record in decode.records(stream, shape))  # noqa: E731
    by_id = {person.id: person for person in people}
    plan = Plan(
        Standing(p.id, p.state, p.name, p.email.casefold(), p.employee_no, p.manager_id) for p in people
    )
    for row in rows():
        plan.take(row)
    plan.settle()
    verdicts = {
        verdict.line: verdict for verdict in plan.verdicts(rows(), lambda ids: {i: by_id[i] for i in ids})
    }
    return SimpleNamespace(of=verdicts, plan=plan, kinds=[verdict.kind for verdict in verdicts.values()])


def test_people_are_created_changed_left_listed_and_refused():
    found = planned(
        "Email,Name,Department\n"
        "new@example.com,New Person,IT\n"
        "ann@example.com,Ann Lee,Legal\n"
        "bo@example.com,Bo,Sales\n"
        ",No Address,Sales\n"
        "broken@,Who,Sales\n",
        known(1, "Ann Lee", email="Ann@example.com", department="Sales"),
        known(2, "Bo", email="bo@example.com", department="Sales"),
        known(3, "Cy", email="cy@example.com"),
    )
    assert found.kinds == ["create", "change", "leave", "list", "refuse"]
    assert found.of[3].changes == {"department": ("Sales", "Legal")}
    assert "not an e-mail address" in found.of[6].reasons[0]
    assert found.plan.absent() == [3]


def test_a_person_is_found_by_address_in_any_case_and_form():
    found = planned(
        "Email,Name\nZOË@example.com,Zoë\nzoe\u0308@example.com,Zoë\n",
        known(1, "Zoë", email="zoë@example.com"),
    )
    assert found.kinds == ["leave", "refuse"]
    assert found.of[3].reasons == ["The same e-mail address stands in line 2 already."]


def test_an_address_changes_only_through_the_employee_number_and_is_counted():
    ann = known(1, "Ann", email="ann@example.com", employee_no="7")
    found = planned("Email,Name,EmpID\nann.lee@example.com,Ann,7\n", ann)
    assert found.of[2].changes == {"email": ("ann@example.com", "ann.lee@example.com")}
    assert found.plan.troubles["emails_changed"] == 1
    assert planned("Email,Name,EmpID\nann.lee@example.com,Ann,8\n", ann).kinds == ["create"]


@pytest.mark.parametrize("state", ["waiting", "active", "paused", "suspended", "left"])
def test_the_address_of_whoever_has_joined_stays_and_the_preview_says_so(state):
    ann = known(1, "Ann", email="ann@example.com", employee_no="7", state=state)
    found = planned("Email,Name,EmpID,Department\nmine@example.com,Ann,7,Legal\n", ann)
    assert "email" not in found.of[2].changes and "department" in found.of[2].changes
    assert found.plan.troubles["emails_kept"] == 1
    assert any("stays" in reason for reason in found.of[2].reasons)


def test_an_address_of_one_person_with_the_number_of_another_is_refused():
    found = planned(
        "Email,Name,EmpID\nann@example.com,Ann,2\n",
        known(1, "Ann", email="ann@example.com", employee_no="1"),
        known(2, "Bo", email="bo@example.com", employee_no="2"),
    )
    assert found.kinds == ["refuse"] and "another's" in found.of[2].reasons[0]


def test_numbers_and_people_stand_in_a_file_once():
    found = planned(
        "Email,Name,EmpID\na@example.com,A,1\nb@example.com,B,1\nann.new@example.com,Ann,5\nann@example.com,Ann,\n",
        known(9, "Ann", email="ann@example.com", employee_no="5"),
    )
    assert found.kinds == ["create", "refuse", "change", "refuse"]
    assert "line 4" in found.of[5].reasons[0]


def test_people_without_address_are_found_again_by_number_or_by_name():
    text = "Email,Name,EmpID\n,Kim Park,7\n,Lee Wong,\n,Lee Wong,\n"
    assert planned(text).kinds == ["list", "list", "refuse"]
    kim, lee = known(1, "Kim Park", state="listed", employee_no="7"), known(2, "Lee Wong", state="listed")
    assert planned(text, kim, lee).kinds == ["leave", "leave", "refuse"]


def test_a_listed_person_who_gets_an_address_is_changed():
    found = planned(
        "Email,Name,EmpID\nkim@example.com,Kim,7\n", known(1, "Kim", state="listed", employee_no="7")
    )
    assert found.kinds == ["change"] and found.plan.troubles["emails_changed"] == 0


def test_managers_are_found_by_address_number_or_the_only_one_of_a_name():
    found = planned(
        "Email,Name,EmpID,Manager\n"
        "top@example.com,Top Boss,1,\n"
        "a@example.com,A,2,TOP@example.com\n"
        "b@example.com,B,3,1\n"
        'c@example.com,C,4,"Boss, Top"\n'
        "d@example.com,D,5,A\n"
    )
    assert [found.of[line].manager for line in range(2, 7)] == [None, -2, -2, -2, -3]


def test_missing_ambiguous_own_and_circular_managers_are_told():
    found = planned(
        "Email,Name,Manager\n"
        "a@example.com,Ann Lee,nobody@example.com\n"
        "b@example.com,Ann Lee,b@example.com\n"
        "c@example.com,C,Ann Lee\n"
        "d@example.com,D,e@example.com\n"
        "e@example.com,E,d@example.com\n"
        "f@example.com,F,e@example.com\n"
    )
    assert found.kinds == ["create"] * 6
    told = {line: " ".join(verdict.reasons) for line, verdict in found.of.items()}
    assert "not in the file" in told[2] and "own manager" in told[3] and "several people" in told[4]
    assert "circle" in told[5] and "circle" in told[6] and told[7] == ""
    assert found.of[7].manager == -6
    assert found.plan.troubles == {
        "managers_missing": 1, "managers_themselves": 1, "managers_ambiguous": 1, "managers_circular": 2,
    }  # fmt: skip


def test_a_manager_who_cannot_be_found_leaves_the_one_there_is():
    ann, boss = known(1, "Ann", email="a@example.com", manager_id=2), known(2, "Boss", email="b@example.com")
    assert planned("Email,Name,Manager\na@example.com,Ann,Who\n", ann, boss).kinds == ["leave"]
    cleared = planned("Email,Name,Manager\na@example.com,Ann,\n", ann, boss)
    assert cleared.of[2].changes == {"manager": ("Boss", "")}
    assert planned("Email,Name\na@example.com,Ann\n", ann, boss).kinds == ["leave"]


def test_a_profile_belongs_to_its_person_once_they_joined():
    text = "Email,Name,Offers,Time Zone,Department\na@example.com,Ann,SQL,Europe/Rome,IT\n"
    invited = planned(text, known(1, "Ann", email="a@example.com", time_zone="UTC"))
    assert set(invited.of[2].changes) == {"offers", "time_zone", "department"}
    joined = planned(text, known(1, "Ann", email="a@example.com", time_zone="UTC", state="active"))
    assert set(joined.of[2].changes) == {"department"}


def test_empty_cells_change_nothing():
    ann = known(1, "Ann", email="a@example.com", department="IT", level="L4", employee_no="9")
    assert planned("Email,Name,Department,Level,EmpID\na@example.com,Ann,,,\n", ann).kinds == ["leave"]


def test_a_bad_row_in_a_thousand_is_named_by_its_line():
    lines = [f"p{n}@example.com,P {n}" for n in range(1, 1001)]
    lines[899] = "broken,P 900"
    found = planned("Email,Name\n" + "\n".join(lines))
    assert [line for line, verdict in found.of.items() if verdict.kind == "refuse"] == [901]


names = st.sampled_from(["Ann", "Bo", "Cy", "Di", ""])
people = st.tuples(
    st.sampled_from(["a@x.de", "b@x.de", "c@x.de", "D@x.de", "", "bad"]),
    names,
    st.sampled_from("123 "),
    names,
)


@given(st.lists(people, max_size=8))
def test_importing_twice_changes_nothing(lines):
    text = "Email,Name,EmpID,Manager\n" + "".join(",".join(line) + "\n" for line in lines)
    if not any(any(cell.strip() for cell in line) for line in lines):
        return
    first = planned(text)
    keys = {node: place for place, node in enumerate((v.node for v in first.of.values() if v.node), 1)}
    there = [
        known(
            keys[v.node], v.row.name, email=v.row.email, employee_no=v.row.employee_no,
            state="invited" if v.row.email else "listed", manager_id=keys.get(v.manager or 0),
        )
        for v in first.of.values() if v.node
    ]  # fmt: skip
    second = planned(text, *there)
    assert set(second.kinds) <= {"leave", "refuse"}, [v.changes for v in second.of.values()]
    assert second.plan.absent() == []


@given(st.dictionaries(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 9))))
def test_circles_are_exactly_those_who_are_above_themselves(managers):
    def above_itself(node):
        above, steps = managers.get(node), 0
        while above is not None and steps < 12:
            if above == node:
                return True
            above, steps = managers.get(above), steps + 1
        return False

    assert in_circles(managers) == {node for node in managers if above_itself(node)}
