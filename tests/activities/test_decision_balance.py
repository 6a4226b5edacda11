"""The balance of a big decision: reasons for and against each option, weighed by any member."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerportal.activities.mechanics.balance import AGAINST, FOR, ROOM, draw, weigh
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from tests.activities import decisions

table = decisions.table  # a fixture


def test_any_member_weighs_and_a_removed_option_weighs_nothing(table, priya, omar):
    table.goes_on(priya)
    options = {one.words: one.ref for one, _, _ in table.facts(priya)["rows"]}
    table.does(priya, "add-reason", entry=options["Take it"], side=FOR, words="New people", weight=4)
    table.does(omar, "add-reason", entry=options["Take it"], side=AGAINST, words="Far", weight=5)
    table.does(omar, "add-reason", entry=options["Stay"], side=FOR, words="Friends", weight=2)
    sums = [(one.words, one.pros, one.cons, one.leans) for one, _, _ in table.facts(priya)["rows"]]
    assert sums == [("Take it", 4, 5, "−1"), ("Stay", 2, 0, "+2")]
    table.goes_back(priya)
    table.does(priya, "remove-option", entry=options["Stay"])
    table.does(priya, "put-back-option", entry=options["Stay"])
    table.goes_on(priya)
    assert [one.pros for one, _, _ in table.facts(priya)["rows"]] == [4, 2]
    with pytest.raises(RuleBroken, match="no longer there"):
        table.does(priya, "add-reason", entry=new_ref(), side=FOR, words="More", weight=1)


def test_two_at_once_lose_no_reason(table, priya, omar):
    table.goes_on(priya)
    option = table.facts(priya)["rows"][0][0].ref
    version = table.session.version
    for person in (priya, omar):
        table.does(person, "add-reason", entry=option, side=FOR, words=person.name, weight=1, version=version)
    assert table.facts(priya)["rows"][0][0].pros == 2


@pytest.mark.parametrize(
    "wrong,blank",
    [
        ({"weight": "6"}, "weight"),
        ({"weight": "x"}, "weight"),
        ({"side": "sideways"}, "side"),
        ({"words": ""}, "words"),
    ],
)
def test_a_wrong_reason_is_refused_beside_its_blank(table, priya, browser_of, wrong, blank):
    table.goes_on(priya)
    option, browser = table.facts(priya)["rows"][0][0].ref, browser_of(priya)
    sent = {"side": "for", "words": "New people", "weight": "4"} | wrong
    answer = browser.submit(browser.get(table.at()), f"#weigh-add-reason-{option}", status=422, **sent)
    assert answer.select_one(f"#weigh-{blank}-{option}-error").get_text().strip()
    assert table.facts(priya)["rows"][0][0].pros == 0


WEIGHTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([FOR, AGAINST]), st.integers(1, 5)), max_size=60
)


@given(WEIGHTS)
def test_the_balance_adds_up_as_by_hand(reasons):
    options = [(str(at), f"Option {at}") for at in range(3)]
    found = weigh(options, [(str(on), side, weight) for on, side, weight in reasons])
    for at, one in enumerate(found):
        mine = [weight if side == FOR else -weight for on, side, weight in reasons if on == at]
        assert one.pros == sum(weight for weight in mine if weight > 0)
        assert one.cons == -sum(weight for weight in mine if weight < 0)
        assert one.net == sum(mine)
    bars = draw(found)
    longest = max(max(one.pros, one.cons) for one in found)
    assert all(0 <= bar.left <= ROOM and 0 <= bar.right <= ROOM for bar in bars)
    assert not longest or max(max(bar.left, bar.right) for bar in bars) == ROOM
    assert all(abs(bar.right * longest - bar.option.pros * ROOM) <= longest for bar in bars)
