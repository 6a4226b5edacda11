"""Common ground: the same wish in other words is found, and words that are only shared are not taken for it."""

import pytest

from peerportal.activities.mechanics.common_ground import common_ground, same_term, same_wish
from tests.activities.wishes import DIFFERENT, SAME, UNSEEN_DIFFERENT, UNSEEN_SAME


def found(pairs, rule):
    return sum(rule(one, other) > 0 for one, other in pairs)


def test_the_similarity_of_terms_alone_is_too_strict_for_wishes():
    assert found(SAME, same_term) == 0


def test_nearly_all_labelled_paraphrases_are_found_and_half_of_the_unseen():
    assert (len(SAME), found(SAME, same_wish)) == (20, 18)
    assert (len(UNSEEN_SAME), found(UNSEEN_SAME, same_wish)) == (10, 5)


@pytest.mark.parametrize("one,other", [*DIFFERENT, *UNSEEN_DIFFERENT])
def test_wishes_that_differ_are_not_taken_for_one(one, other):
    assert same_wish(one, other) == same_wish(other, one) == 0


@pytest.mark.parametrize("one,other", SAME)
def test_it_is_the_same_in_both_directions(one, other):
    assert same_wish(one, other) == same_wish(other, one)


def test_a_find_names_everybody_who_shares_it_with_their_own_words():
    written = [
        (1, ["See the northern lights", "Learn Spanish"]),
        (2, ["Sail"]),
        (3, ["northern lights trip"]),
    ]
    assert common_ground(written, same_wish) == [
        [(1, "See the northern lights"), (3, "northern lights trip")]
    ]


def test_words_that_only_say_how_one_gets_there_are_nothing_to_share():
    assert same_wish("Do it once", "Try again one day") == 0
