"""The demo organisation: believable, safe to load, and told through the rooms' own verbs."""

import pytest

from peerportal.core import vault
from peerportal.core.rules import RuleBroken
from peerportal.demo.company import address
from peerportal.groups.models import ACTIVE, CLOSED, TRYING, AgendaItem, Group, Meeting
from peerportal.matching.models import PeerRequest
from peerportal.people import joining
from peerportal.people.models import Person, PersonTerm, Profile
from peerportal.programmes.models import Enrolment, Programme
from peerportal.seed import load_demo
from tests.cast import PASSWORD


@pytest.fixture
def demo(app):
    load_demo()


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


def test_a_programme_that_is_there_is_left_alone(app, programme):
    load_demo()
    assert Programme.select().count() == 1
    assert Programme.get().name == programme.name
    assert Enrolment.select().where(Enrolment.programme == programme).count() == 56


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
    assert Meeting.held_of(group).count() == 3
    space = vault.open_space(group.space_id, reader=aisha.id)
    items = AgendaItem.select().join(Meeting).where(Meeting.group == group)
    words = [space.read(item, AgendaItem.words) for item in items]
    assert any("push further" in text for text in words)
    with pytest.raises(vault.NotAReader):
        vault.open_space(group.space_id, reader=grace.id)


def test_pairs_first_chats_and_requests_are_in_many_states(demo):
    assert Group.select().where(Group.state == ACTIVE).count() == 6
    assert Group.select().where(Group.state == TRYING).count() == 2
    states = {row.state for row in PeerRequest.select()}
    assert states == {"accepted", "pending", "asked_back", "declined", "withdrawn", "expired"}
    assert Group.select().where(Group.state == CLOSED).count() == 1


def test_the_command_says_how_to_sign_in(app):
    said = app.test_cli_runner().invoke(args=["demo"])
    assert said.exit_code == 0, said.output
    assert "sign-in-link tomas@tidewell.example.com" in said.output
    again = app.test_cli_runner().invoke(args=["demo"])
    assert again.exit_code == 1
    assert "there already" in again.output


def test_the_first_coordinator_loads_it_once_and_keeps_the_set_up_programme(app):
    link = joining.set_up_link().rpartition("/")[2]
    first = joining.set_up(link, name="Carmen Ortiz", email="carmen@example.org", password=PASSWORD)
    joining.load_demo(first)
    assert Person.select().count() == 61
    assert Programme.select().count() == 1
    with pytest.raises(RuleBroken):
        joining.load_demo(first)


def test_the_portal_can_still_be_set_up_after_the_demo_was_loaded(demo):
    link = joining.set_up_link().rpartition("/")[2]
    first = joining.set_up(link, name="Carmen Ortiz", email="carmen@example.org", password=PASSWORD)
    assert first.is_coordinator
    with pytest.raises(RuleBroken):
        joining.set_up_link()
