"""Filters live in the address, and the page can say which of them leaves out how many."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from peerportal.matching import shortage
from peerportal.matching.filters import Narrowing, SuggestionFilter
from peerportal.matching.peer import Peer
from peerportal.matching.rules import Bounds, Ties
from peerportal.matching.shortage import Change

VIEWER = Peer(1, department="Legal", hours=2**200 - 1)


def people():
    return [
        Peer(2, department="Sales", location="Lisbon", offers=(5,), languages=frozenset({"English"})),
        Peer(3, department="Sales", location="Pune", offers=(5,), hours=2**100 - 1),
        Peer(4, department="Finance", location="Lisbon", offers=(6,), formats=frozenset({"video"})),
        Peer(5, department="Finance", location="Pune", offers=(6,), formats=frozenset({"phone"})),
    ]


def left(**chosen):
    narrowing = Narrowing(SuggestionFilter(**chosen), terms={5}, found={3})
    return shortage.narrow(VIEWER, shortage.sort(VIEWER, people(), Ties(), Bounds()), narrowing)


@given(
    st.dictionaries(
        st.sampled_from("term department location format language hours q other".split()), st.text()
    )
)
def test_any_address_gives_a_filter_and_the_same_again(args):
    chosen = SuggestionFilter.from_args(MultiDict(args))
    assert SuggestionFilter.from_args(MultiDict(chosen.to_args())) == chosen
    assert all(len(value) <= 100 for value in chosen.to_args().values())


def test_an_hours_filter_that_is_no_choice_is_left_out():
    assert SuggestionFilter.from_args({"hours": "7"}) == SuggestionFilter()
    assert SuggestionFilter.from_args({"hours": "5"}).hours == 5


def test_each_filter_narrows():
    assert [one.id for one in left(department="sales").left] == [2, 3]
    assert [one.id for one in left(location="Lisbon").left] == [2, 4]
    assert [one.id for one in left(term="anything").left] == [2, 3]
    assert [one.id for one in left(q="Anna").left] == [3]
    assert [one.id for one in left(hours=20).left] == [3]
    assert [one.id for one in left(format="video").left] == [2, 3, 4]
    assert [one.id for one in left(language="english").left] == [2]


def test_the_change_that_helps_most_is_named_with_its_gain():
    tally = left(department="Sales", hours=20).tally
    assert tally.by_filter == {"department": 2, "hours": 3}
    assert tally.best_change == Change("filter", "hours", 1)
    assert left(location="Oslo", department="HR").tally.best_change == Change("filter", "all", 4)
    assert left().tally.best_change is None


def test_what_a_filter_leaves_out_is_counted_after_the_rules():
    everybody = shortage.sort(VIEWER, people(), Ties(line={2}, aside={3}), Bounds())
    tally = shortage.narrow(VIEWER, everybody, Narrowing(SuggestionFilter(department="Sales")))
    assert tally.by_rule == {"reporting_line": 1, "unavailable": 1}
    assert tally.by_filter == {"department": 2} and tally.left == []
