"""What was brought to show and tell is gone at once: when wanted, and with session, group and person."""

from datetime import timedelta

from peerportal import data_map
from peerportal.activities import pictures, playing
from peerportal.activities.models import ActivityPicture
from peerportal.groups.endings import retention
from peerportal.groups.models import Group
from tests.activities import shows
from tests.activities.brought import picture
from tests.activities.shows import SECRET, address, answers, only

table, told = shows.table, shows.told  # fixtures


def test_all_of_it_can_be_taken_away_at_any_time(told, priya, omar, browser_of):
    where = address(told)
    told.does(priya, "take-away", step="bring")
    assert not ActivityPicture.select().exists()
    assert SECRET not in browser_of(omar).get(told.at()).get_text(" ")
    assert answers(browser_of, [priya, omar], where) == [404, 404]


def test_the_picture_alone_can_be_taken_away(told, priya, omar, browser_of):
    told.does(priya, "no-picture", step="bring")
    page = browser_of(omar).get(told.at())
    assert SECRET in page.get_text(" ") and not page.select(".brought img")
    assert told.does(priya, "no-picture", step="bring") == "There is no picture."


def test_it_can_be_taken_away_when_the_session_was_stopped_or_the_group_is_closed(told, priya, browser_of):
    playing.stop(told.group, told.session, priya)
    told.does(priya, "no-picture", step="bring")
    assert not ActivityPicture.select().exists()
    Group.get_by_id(told.group.id).close(priya)
    told.group = Group.get_by_id(told.group.id)
    browser = browser_of(priya)
    page = browser.get(told.at())
    browser.post(page.select_one(f"#take-away-{priya.ref}").find_parent("form")["action"], {})
    assert SECRET not in browser.get(told.at()).get_text(" ")
    assert not told.facts(priya, "tell")["told"]


def test_a_picture_goes_with_its_session(told, priya):
    playing.stop(told.group, told.session, priya)
    playing.remove(told.group, told.session, priya)
    assert not ActivityPicture.select().exists()


def test_a_picture_goes_with_its_group(told, priya, still):
    told.group.close(priya)
    still.move(timedelta(days=91))
    retention.warn_due()
    still.move(retention.WARNED_BEFORE)
    assert retention.retire_due() == 1
    assert not ActivityPicture.select().exists()


def test_a_picture_goes_with_its_person(told, priya):
    # Erasing a person deletes the rows that are theirs by the data map, and so would deleting the person.
    table = data_map.TABLES["activity_picture"]
    assert table.owner == ("person_id",) and table.rules()["content"].erased == "key"
    assert ActivityPicture._meta.fields["person"].on_delete == "CASCADE"
    assert ActivityPicture.select().where(ActivityPicture.person == priya).count() == 1


def test_another_picture_takes_the_place_of_the_first(table, priya):
    first = only().ref
    table.does(priya, "add-picture", picture=pictures.drawn(picture()), alt="Another one")
    assert ActivityPicture.select().count() == 1 and only().ref != first
