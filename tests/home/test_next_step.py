"""The one useful next step: always the first of a written order that fits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.home import next_step
from peerportal.home.next_step import ORDER, Group, Standing

names = st.sampled_from([("Omar",), ("Omar", "Vera")])
GROUPS = st.builds(
    Group,
    ref=st.sampled_from(["one", "two"]),
    names=names,
    is_trying=st.booleans(),
    has_date=st.booleans(),
    has_passed=st.booleans(),
    i_answered=st.booleans(),
    has_items=st.booleans(),
)
STANDINGS = st.builds(
    Standing,
    answer_at=st.sampled_from(["", "/requests/one"]),
    answer_to=st.just("Omar"),
    groups=st.lists(GROUPS, max_size=4).map(tuple),
    due_in=st.sampled_from(["", "one"]),
    has_goal=st.booleans(),
    has_asked=st.booleans(),
    is_published=st.booleans(),
)
# Everything waits at once; taking the first thing away shows the second, and so on to the end.
CHAT = Group("chat", ("Uma",), is_trying=True, has_date=True, has_passed=True)
PASSED = Group("passed", ("Omar",), has_date=True, has_passed=True)
UNDATED = Group("undated", ("Vera",), has_items=True)
BARE = Group("bare", ("Tom",), has_date=True)
FULL = Group("full", ("Ines",), has_date=True, has_items=True)


def test_the_order_is_the_one_that_is_written_down():
    groups = [CHAT, PASSED, UNDATED, BARE, FULL]
    facts = {"answer_at": "/requests/one", "answer_to": "Kim", "due_in": "full"}
    met = []
    for less in (
        lambda: facts.update(answer_at=""),
        lambda: groups.remove(CHAT),
        lambda: groups.remove(PASSED),
        lambda: groups.remove(UNDATED),
        lambda: facts.update(due_in=""),
        lambda: groups.remove(BARE),
        lambda: groups.remove(FULL),
        lambda: None,
    ):
        met.append(next_step.next_step(Standing(groups=tuple(groups), **facts)).kind)
        less()
    assert tuple(met) == ORDER


def test_nothing_is_asked_of_whom_nothing_waits_for():
    assert next_step.next_step(Standing(groups=(FULL,), has_goal=True)) is None
    assert next_step.next_step(Standing(has_asked=True)) is None
    assert next_step.next_step(Standing(is_published=False)) is None, (
        "the profile comes first, and says so itself"
    )


def test_a_first_chat_is_dated_then_answered_and_then_left_in_peace():
    def kind(**facts):
        found = next_step.next_step(Standing(groups=(Group("chat", is_trying=True, **facts),)))
        return found and found.kind

    assert kind() == next_step.BOOK
    assert kind(has_date=True) is None
    assert kind(has_date=True, has_passed=True) == next_step.AFTER_CHAT
    assert kind(has_date=True, has_passed=True, i_answered=True) is None


@given(STANDINGS)
@settings(max_examples=200)
def test_one_step_or_none_that_leads_somewhere_in_the_portal(standing):
    found = next_step.next_step(standing)
    if found is None:
        assert not standing.answer_at and not standing.due_in
        return
    assert found.kind in ORDER and found.path.startswith("/")
    if standing.answer_at:
        assert found.kind == next_step.ANSWER


@given(STANDINGS, GROUPS)
@settings(max_examples=100)
def test_one_group_more_never_makes_the_step_less_urgent(standing, group):
    before = next_step.next_step(standing)
    after = next_step.next_step(Standing(**(vars(standing) | {"groups": (*standing.groups, group)})))
    if before is not None and before.kind != next_step.PEER:
        assert after is not None and ORDER.index(after.kind) <= ORDER.index(before.kind)
