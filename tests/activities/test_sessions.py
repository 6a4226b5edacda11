"""Sessions: begun once, ended, taken up again, removed; and the shelf that they begin from."""

from datetime import UTC, datetime, timedelta

import pytest

from peerportal.activities import playing, shelf, starting
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.endings import retention
from peerportal.groups.models import AgendaItem, Group
from peerportal.people.models import Person

QUADRANTS = KINDS["quadrants"]


def test_a_form_sent_twice_begins_one_session_and_one_point_on_the_agenda(pair, priya, omar):
    key = new_ref()
    first, again = (starting.start(pair, person, QUADRANTS, key) for person in (priya, omar))
    assert first.id == again.id and ActivitySession.select().count() == 1
    assert AgendaItem.select().where(AgendaItem.id == first.item_id).count() == 1


def test_a_full_agenda_does_not_keep_anybody_from_beginning(pair, priya):
    for number in range(60):
        AgendaItem.add(pair, priya, f"Point {number}", new_ref())
    session = starting.start(pair, priya, QUADRANTS, new_ref())
    assert session.item_id is None and session.is_open


def test_no_more_than_a_dozen_are_begun_at_a_time(pair, priya):
    for _ in range(starting.MOST_OPEN):
        starting.start(pair, priya, QUADRANTS, new_ref())
    with pytest.raises(RuleBroken, match="Finish or stop one"):
        starting.start(pair, priya, QUADRANTS, new_ref())


def test_a_pair_that_still_tries_begins_nothing(trying, priya):
    with pytest.raises(RuleBroken):
        starting.start(trying, priya, QUADRANTS, new_ref())


def test_the_others_see_who_arrives(begin, pair, priya, omar, browser_of):
    table = begin(pair, priya, "quadrants")
    browser = browser_of(omar)
    page = browser.get(table.at())
    assert "Omar: not here yet" in page.select_one(".seats").get_text(" ", strip=True).replace(" :", ":")
    browser.submit(page, "#arrive")
    assert not browser.get(table.at()).select_one("#arrive")
    assert "Omar: writing" in browser_of(priya).get(table.at()).select_one(".seats").get_text(
        " ", strip=True
    ).replace(" :", ":")


def test_arriving_twice_is_arriving_once(begin, pair, priya, omar):
    table = begin(pair, priya, "quadrants")
    for _ in range(2):
        table.arrives(omar)
    assert ActivityPart.select().where(ActivityPart.person == omar).count() == 1


def test_one_that_was_stopped_with_nothing_in_it_is_gone(begin, pair, priya, omar):
    table = begin(pair, priya, "quadrants")
    assert not playing.stop(pair, table.session, omar)
    assert not ActivitySession.select().exists()


def on_agenda():
    return AgendaItem.select().where(~AgendaItem.gone).count()


def test_its_point_on_the_agenda_goes_with_it(begin, pair, priya, omar):
    table = begin(pair, priya, "quadrants")
    playing.stop(pair, table.session, omar)
    assert on_agenda() == 0
    table = begin(pair, priya, "quadrants")
    table.does(priya, "save", family="Two sisters")
    playing.stop(pair, table.session, omar)
    assert on_agenda() == 1
    playing.remove(pair, table.session, omar)
    assert on_agenda() == 0


def test_a_point_that_somebody_changed_or_ticked_stays_on_the_agenda(begin, pair, priya, omar):
    table = begin(pair, priya, "quadrants")
    AgendaItem.get().edit(pair, omar, "Quadrants, and how we go on", version=1)
    playing.stop(pair, table.session, omar)
    assert on_agenda() == 1
    table = begin(pair, priya, "lifetime")
    AgendaItem.get_by_id(table.session.item_id).mark(pair, "discussed")
    playing.stop(pair, table.session, omar)
    assert on_agenda() == 2


@pytest.mark.parametrize("carried", [False, True])
def test_one_that_is_finished_is_ticked_on_the_agenda_unless_it_was_left_for_later(
    begin, pair, priya, omar, carried
):
    table = begin(pair, priya, "quadrants")
    point = AgendaItem.get_by_id(table.session.item_id)
    if carried:
        point.mark(pair, "carried")
    for person in (priya, omar):
        table.does(person, "ready", family="Two sisters")
    while table.session.is_open:
        table.goes_on(priya)
    assert AgendaItem.get_by_id(point.id).state == ("carried" if carried else "discussed")
    playing.resume(pair, table.session, omar)
    assert table.session.is_open


def test_one_that_was_stopped_keeps_its_words_and_goes_on(begin, pair, priya, omar):
    table = begin(pair, priya, "quadrants")
    table.does(priya, "save", family="Two sisters")
    assert playing.stop(pair, table.session, omar)
    with pytest.raises(RuleBroken, match="was stopped"):
        table.does(priya, "ready", family="Two sisters")
    playing.resume(pair, table.session, priya)
    assert table.facts(priya)["mine"]["family"] == "Two sisters"
    table.does(priya, "ready", family="Two sisters")


def test_what_is_removed_is_gone_with_all_its_words(begin, pair, priya, omar):
    table = begin(pair, priya, "quadrants")
    table.does(priya, "save", family="Two sisters")
    with pytest.raises(RuleBroken, match="Stop it first"):
        playing.remove(pair, table.session, priya)
    playing.stop(pair, table.session, priya)
    playing.remove(pair, table.session, omar)
    assert not ActivitySession.select().exists() and not ActivityPart.select().exists()


def test_a_closed_group_reads_what_it_did_and_changes_nothing(begin, pair, priya, browser_of):
    table = begin(pair, priya, "quadrants")
    table.does(priya, "save", family="Two sisters")
    pair.close()
    page = browser_of(priya).get(table.at())
    assert not page.select("#table form")
    with pytest.raises(RuleBroken, match="closed"):
        table.does(priya, "save", family="Three sisters")


def test_a_retired_group_leaves_nothing_behind(still, begin, pair, priya, browser_of):
    table = begin(pair, priya, "quadrants")
    table.does(priya, "save", family="Two sisters")
    Group.get_by_id(pair.id).close()
    still.move(timedelta(days=400))
    retention.warn_due()
    still.move(retention.WARNED_BEFORE)
    retention.retire_due()
    assert not ActivitySession.select().exists() and not ActivityPart.select().exists()
    browser_of(priya).get(table.at(), status=404)


def test_the_shelf_filters_by_stage_and_time(browser_of, priya):
    browser = browser_of(priya)
    for stage in shelf.STAGES:
        page = browser.get(f"/activities?stage={stage}&minutes=30")
        shown = {link.get_text() for link in page.select("#all .shelf h3 a")}
        fits = [kind for kind in KINDS.values() if stage in kind.stages and kind.minutes <= 30]
        assert shown == {shelf.card(kind, shelf.Before({}, [])).text.name for kind in fits}


def test_what_fits_a_group_is_what_it_has_not_done_before_what_it_has(begin, pair, priya):
    first = [card.kind.key for card in shelf.fitting("meet", 2, shelf.Before({}, []))]
    again = [card.kind.key for card in shelf.fitting("meet", 2, shelf.Before({first[0]: 1}, []))]
    assert first[0] not in again[:-1]
    assert all("meet" in KINDS[key].stages for key in first)


def test_history_comes_in_pages(pair, priya, browser_of):
    for _ in range(shelf.HISTORY + 3):
        session = starting.start(pair, priya, QUADRANTS, new_ref())
        ActivitySession.update(state="finished", ended_at=session.started_at).where(
            ActivitySession.id == session.id
        ).execute()
    browser = browser_of(priya)
    page = browser.get(f"/groups/{pair.ref}/activities")
    assert len(page.select(".lines > li")) == shelf.HISTORY
    assert len(browser.get(f"/groups/{pair.ref}/activities?page=2").select(".lines > li")) == 3
    for odd in ("0", "-1", "x", "99999999999999"):
        browser.get(f"/groups/{pair.ref}/activities?page={odd}")


def test_a_session_is_found_again_from_the_groups_page(begin, pair, priya, browser_of, at):
    table = begin(pair, priya, "quadrants")
    page = browser_of(priya).get(at(pair))
    assert page.select_one(f"#activities-side a[href='{table.at()}']")


def test_a_step_that_lies_ahead_cannot_be_taken(begin, pair, priya):
    table = begin(pair, priya, "quadrants")
    with pytest.raises(RuleBroken, match="not there yet"):
        table.does(priya, "keep", "talk", line="Too early")


def test_what_is_no_step_and_no_deed_is_not_there(begin, pair, priya, browser_of):
    table, browser = begin(pair, priya, "quadrants"), browser_of(priya)
    for address in (
        table.at("nowhere", "save"),
        table.at("write", "nothing"),
        "/activities/kinds/nothing/start",
    ):
        browser.post(address, {}, status=404)


def test_the_day_of_a_session_is_that_where_whoever_acts_is(still, begin, pair, priya, omar):
    still.stand_still(datetime(2027, 5, 1, 12, tzinfo=UTC))
    for person, zone in ((priya, "Pacific/Kiritimati"), (omar, "Pacific/Pago_Pago")):
        Person.update(time_zone=zone).where(Person.id == person.id).execute()
    table = begin(pair, priya, "quadrants")
    assert (table.sees(priya).today.day, table.sees(omar).today.day) == (2, 1)
