"""The demo organisation: believable, safe to load, and told through the rooms' own verbs."""

import pytest

from peerportal.core import clock, vault
from peerportal.core.rules import RuleBroken
from peerportal.demo.company import address
from peerportal.groups.commitments.year import year_of
from peerportal.groups.lists import all_groups
from peerportal.groups.meetings.quiet import QUIET
from peerportal.groups.models import (
    ACTIVE,
    CIRCLE,
    CLOSED,
    PAIR,
    TRYING,
    AgendaItem,
    Commitment,
    Farewell,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Group,
    Meeting,
    Membership,
)
from peerportal.groups.models.commitment import OPEN
from peerportal.groups.models.goal import DRAFT, OFFERED, REACHED, SHARED
from peerportal.groups.models.meeting import BOOKED
from peerportal.matching.circles import finding
from peerportal.matching.models import PeerRequest
from peerportal.people import joining
from peerportal.people.models import Person, PersonTerm, Profile
from peerportal.programmes.models import Enrolment, Programme
from peerportal.seed import load_demo
from tests.cast import PASSWORD


def by_the_command(app):
    said = app.test_cli_runner().invoke(args=["demo"])
    return said.exit_code, said.output


@pytest.fixture
def demo(app, once):
    """The demo as the command loads it: its exit code, and what it said."""
    return once(by_the_command, app)


def of(key):
    return Person.get(Person.folded_email == address(key))


def test_sixty_people_in_several_departments_places_and_levels(demo):
    assert Person.select().count() == 60
    for column, least in ((Person.department, 8), (Person.location, 5), (Person.level, 6)):
        assert Person.select(column).distinct().count() >= least
    assert Person.select().where(Person.manager.is_null()).count() == 1


def test_every_reporting_line_ends_at_the_managing_director(demo):
    managers = dict(Person.select(Person.id, Person.manager).tuples())
    for person in managers:
        line = [person]
        while managers[line[-1]] is not None:
            line.append(managers[line[-1]])
            assert len(line) < 8
        assert line[-1] == of("marit").id


def test_nobody_has_a_password_and_no_mail_waits(demo):
    assert not Person.select().where(Person.password_hash.is_null(False)).exists()
    assert {person.email.partition("@")[2] for person in Person.select()} == {"tidewell.example.com"}


def test_loading_twice_says_so_and_changes_nothing(demo):
    before = (Person.select().count(), Group.select().count(), PersonTerm.select().count())
    with pytest.raises(RuleBroken, match="there already"):
        load_demo()
    assert before == (Person.select().count(), Group.select().count(), PersonTerm.select().count())


def test_some_have_not_joined_or_not_finished(demo):
    states = {person.state for person in Person.select()}
    assert states == {"active", "paused", "invited", "waiting"}
    assert Profile.select().where(Profile.published_at.is_null()).count() == 3


def test_whoever_finished_a_profile_offers_and_seeks(demo):
    finished = Profile.select().where(Profile.published_at.is_null(False))
    for profile in finished:
        facets = {row.facet for row in PersonTerm.select().where(PersonTerm.person == profile.person_id)}
        assert {"offer", "seek"} <= facets


def test_the_pair_with_the_puzzling_review_tells_its_story_to_its_two_alone(demo):
    tomas, aisha, grace = of("tomas"), of("aisha"), of("grace")
    group = Group.open_between(tomas.id, aisha.id)
    assert group.state == ACTIVE
    assert Meeting.held_of(group).count() >= 3
    space = vault.open_space(group.space_id, reader=aisha.id)
    items = AgendaItem.select().join(Meeting).where(Meeting.group == group)
    words = [space.read(item, AgendaItem.words) for item in items]
    assert any("push further" in text for text in words)
    with pytest.raises(vault.NotAReader):
        vault.open_space(group.space_id, reader=grace.id)


def test_groups_and_requests_are_in_many_states(demo):
    pairs = Group.select().where(Group.kind == PAIR)
    assert {group.state for group in pairs} == {TRYING, ACTIVE, CLOSED}
    states = {row.state for row in PeerRequest.select()}
    assert states == {"accepted", "pending", "asked_back", "declined", "withdrawn", "expired"}
    assert QUIET in {line.fact.kind for line in all_groups("", 1)["lines"] if line.fact}
    assert Meeting.select().where(Meeting.state == BOOKED, Meeting.starts_at > clock.now()).exists()
    assert Farewell.select().join(Group).where(Group.state == CLOSED).exists()
    joined = {person.id: person.joined_at for person in Person.select()}
    for membership in Membership.select():
        assert membership.joined_at > joined[membership.person_id]


def test_a_circle_meets_with_hosts_in_turn_another_gathers_and_one_invites_tomas(demo):
    circles = Group.select().where(Group.kind == CIRCLE)
    assert {group.state for group in circles} == {TRYING, ACTIVE}
    hosts = {row.host_id for row in Meeting.select().where(Meeting.host_id.is_null(False))}
    assert len(hosts) >= 4
    page = finding.page(of("tomas"), finding.CircleFilter())
    assert page.cards and [card.form.key for card in page.invited] == ["flash"]


def test_commitments_go_back_over_months_and_goals_have_numbers_and_a_rewording(demo):
    tomas, aisha = of("tomas"), of("aisha")
    group = Group.open_between(tomas.id, aisha.id)
    made = list(Commitment.select().where(Commitment.group == group))
    assert len({row.made_at.month for row in made}) >= 3 and len({row.state for row in made}) >= 4
    assert any(row.state == OPEN and row.due_on > clock.today() for row in made)
    assert all(row.outcome_at is None or row.outcome_at < clock.now() for row in made)
    assert year_of(group, tomas, None)["picture"].rows
    assert {goal.state for goal in Goal.select()} == {DRAFT, SHARED, REACHED}
    offered = GoalWording.get(GoalWording.state == OFFERED)
    assert GoalCheckIn.select().where(GoalCheckIn.goal == offered.goal_id).count() >= 2
    milestones = GoalStep.select().where(GoalStep.goal == offered.goal_id, GoalStep.is_milestone)
    assert {step.done_at is None for step in milestones} == {True, False}


def test_the_command_says_how_to_sign_in(app, demo):
    code, output = demo
    assert code == 0, output
    assert "sign-in-link tomas@tidewell.example.com" in output
    code, output = by_the_command(app)
    assert code == 1
    assert "there already" in output


def test_the_first_coordinator_loads_it_once_and_the_programme_is_left_alone(app):
    link = joining.set_up_link().rpartition("/")[2]
    first = joining.set_up(link, name="Carmen Ortiz", email="carmen@example.org", password=PASSWORD)
    Programme.update(name="Our peers").execute()
    programme = Programme.select().dicts().get()
    joining.load_demo(first)
    assert Person.select().count() == 61
    assert list(Programme.select().dicts()) == [programme]
    enrolled = Enrolment.select().where(Enrolment.programme == programme["id"], Enrolment.person != first)
    assert enrolled.count() == 56
    with pytest.raises(RuleBroken):
        joining.load_demo(first)


def test_the_portal_can_still_be_set_up_after_the_demo_was_loaded(demo):
    link = joining.set_up_link().rpartition("/")[2]
    first = joining.set_up(link, name="Carmen Ortiz", email="carmen@example.org", password=PASSWORD)
    assert first.is_coordinator
    with pytest.raises(RuleBroken):
        joining.set_up_link()
