"""Who is left over, as the database has it, and the operator's dry run of a round."""

import datetime as dt
import json

import pytest

from peerportal.core import clock
from peerportal.groups.models import Group, Membership
from peerportal.matching.models import PeerRequest, SetAside
from peerportal.matching.rounds import Plan, make, pool
from peerportal.people.models import Block, Person, Profile


@pytest.fixture
def round_of(app):
    return lambda *args: app.test_cli_runner().invoke(args=["round", *args])


def together(*people, state="active", programme, **facts):
    low, high = sorted(person.id for person in people)[:2]
    group = Group.create(programme=programme, state=state, space_id=1, low=low, high=high, **facts)
    for person in people:
        Membership.create(group=group, person=person)
    return group


def ids(crowd):
    return {peer.id for peer in crowd.peers}


def test_left_over_is_who_takes_part_and_is_in_nobodys_group(
    programme, priya, omar, lin, carmen, make_person
):
    together(priya, omar, programme=programme)
    Profile.update(published_at=None).where(Profile.person == carmen).execute()
    resting = make_person("Resting Person", state="paused")
    alone = pool(programme)
    assert ids(alone) == {lin.id}
    assert ids(pool(programme, everybody=True)) == {priya.id, omar.id, lin.id}
    assert resting.id not in ids(alone)


def test_whose_group_ended_is_left_over_again_but_not_with_the_same_person(programme, priya, omar, lin):
    together(priya, omar, programme=programme, state="closed", closed_at=clock.now() - dt.timedelta(days=400))
    crowd = pool(programme)
    assert ids(crowd) == {priya.id, omar.id, lin.id} and (priya.id, omar.id) in crowd.met
    made = make(crowd, Plan())
    assert [lin.id in group.people for group in made.groups] == [True] and len(made.left) == 1


def test_people_are_read_with_what_they_offer_and_how_near_terms_are(programme, priya, omar):
    made = make(pool(programme), Plan())
    assert [group.people for group in made.groups] == [tuple(sorted((priya.id, omar.id)))]
    # Each seeks what the other offers first: gain and give are 6,200 of 10,000 each.
    assert made.groups[0].points > 3500


def blocked(one, other):
    Block.create(by=one, other=other)


def set_aside(one, other):
    SetAside.put(other, by=one)


def in_one_line(one, other):
    Person.update(manager=one).where(Person.id == other.id).execute()


def asked(one, other, state="pending", at=None):
    low, high = sorted((one.id, other.id))
    PeerRequest.create(
        programme=1, sender=one, recipient=other, low=low, high=high, state=state, space_id=1, note="",
        expires_at=clock.now() + dt.timedelta(days=9), answered_at=at,
    )  # fmt: skip


def declined_lately(one, other):
    asked(one, other, "declined", clock.now() - dt.timedelta(days=3))


@pytest.mark.parametrize("apart", [blocked, set_aside, in_one_line, asked, declined_lately])
@pytest.mark.parametrize("turned", [False, True])
def test_what_stands_between_two_keeps_them_apart(programme, priya, omar, apart, turned):
    apart(*((omar, priya) if turned else (priya, omar)))
    made = make(pool(programme), Plan())
    assert not made.groups and {one.person for one in made.left} == {priya.id, omar.id}


def test_a_refusal_long_ago_is_over(programme, priya, omar):
    asked(priya, omar, "declined", clock.now() - dt.timedelta(days=61))
    assert make(pool(programme), Plan()).groups


def test_months_without_a_peer_count_as_having_waited(programme, priya, omar, still):
    together(priya, omar, programme=programme, state="closed", closed_at=clock.now())
    lin_waited = pool(programme).waited
    clock.move(dt.timedelta(days=65))
    assert lin_waited == {priya.id: 0, omar.id: 0}
    assert pool(programme).waited == {priya.id: 2, omar.id: 2}


def test_the_command_prints_a_round_and_changes_nothing(round_of, programme, priya, omar, lin):
    told = json.loads(round_of("--mode", "best", "--size", "2", "--json").output)
    assert told["plan"] == {"mode": "best", "size": 2, "across": "any", "seed": 0}
    assert [len(group["people"]) for group in told["groups"]] == [3] and told["left"] == []
    assert told["groups"][0]["people"][0] == {"name": "Priya Nair", "email": "priya.nair@example.com"}
    assert "1 group, 0 left over" in round_of().output and "Omar Haddad" in round_of().output
    assert not Group.select().exists() and not PeerRequest.select().exists()


def test_the_command_keeps_the_seed_of_a_random_round_and_repeats_it(round_of, make_person):
    for number in range(12):
        make_person(f"Person {number}", email=f"p{number}@example.com")
    first = json.loads(round_of("--mode", "random", "--json").output)
    again = json.loads(round_of("--mode", "random", "--seed", str(first["plan"]["seed"]), "--json").output)
    assert again == first


def test_what_people_are_going_through_is_in_no_figure(round_of, make_person):
    make_person("One Person", situation=["Burnout"], email="one@example.com")
    make_person("Two Person", email="two@example.com")
    without = json.loads(round_of("--json").output)
    make_person("Three Person", situation=["Burnout"], email="three@example.com", department="Legal")
    told = json.loads(round_of("--size", "3", "--json").output)
    assert "urnout" not in json.dumps(told)
    assert told["groups"][0]["least"] <= without["groups"][0]["points"]
