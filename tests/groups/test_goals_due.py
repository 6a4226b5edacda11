"""What each works towards and by when: at the side of the group's page, and for the home page."""

import datetime as dt

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.goals import ending, reading, standing
from peerportal.groups.models import Goal
from tests.groups.goals_made import make_goal


def test_the_groups_page_shows_what_each_works_towards(browser_of, pair, priya, omar, at):
    make_goal(pair, priya, "Mine alone", due_on="2031-01-01")
    make_goal(pair, omar, "Shared with all", shared=True)
    make_goal(pair, omar, "Omar's secret")
    side = browser_of(priya).get(at(pair)).select_one("#goals-side").get_text(" ")
    assert "Mine alone" in side and "Shared with all" in side and "secret" not in side


def test_what_is_due_within_two_weeks_is_found_for_the_home_page(pair, priya, omar, still):
    def due(days):
        return (clock.today() + dt.timedelta(days=days)).isoformat()

    make_goal(pair, priya, "Later", due_on=due(15))
    make_goal(pair, priya, "Soon. And more words", due_on=due(14), shared=True)
    make_goal(pair, priya, "Late", due_on=due(-3))
    ending.reach(make_goal(pair, priya, "Reached", due_on=due(1)), priya, "")
    make_goal(pair, omar, "Omar's", due_on=due(1), shared=True)
    found = reading.due_soon(priya)
    assert [(one.title, one.group.ref) for one in found] == [("Late", pair.ref), ("Soon.", pair.ref)]
    pair.close()
    assert reading.due_soon(priya) == []


def test_what_is_due_costs_the_same_for_three_and_thirty(pair, priya, count_queries, still):
    costs = []
    for more in (3, 27):
        for number in range(more):
            goal = make_goal(
                pair, priya, str(number), due_on=clock.today().isoformat(), shared=number % 2 == 0
            )
            Goal.update(state="shared" if goal.shared_at else "draft", form_key=new_ref()).where(
                Goal.id == goal.id
            ).execute()
            if Goal.select().where(Goal.state.in_(standing.OPEN)).count() >= standing.MOST_OPEN:
                Goal.update(state="dropped", ended_at=clock.now()).where(Goal.id == goal.id).execute()
        with count_queries() as counted:
            assert reading.due_soon(priya)
        costs.append(counted.count)
    assert costs[0] == costs[1] == 2
