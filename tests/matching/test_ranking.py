"""Order, ties, variety, attention, the wild card."""

from collections import Counter

from peerportal.matching import ranking
from peerportal.matching.peer import Peer


def crowd(count, **facts):
    return [Peer(number, **facts) for number in range(2, count + 2)]


def test_equals_stand_in_another_order_for_another_viewer_and_week():
    scored = [(500, peer) for peer in crowd(30)]
    first = [peer.id for peer in ranking.order(Peer(1), scored, 202630)]
    assert first == [peer.id for peer in ranking.order(Peer(1), list(reversed(scored)), 202630)]
    assert first != [peer.id for peer in ranking.order(Peer(99), scored, 202630)]
    assert first != [peer.id for peer in ranking.order(Peer(1), scored, 202631)]


def test_ties_are_fair_over_many_viewers():
    firsts = Counter(
        ranking.order(Peer(viewer), [(1, one) for one in crowd(8)], 202630)[0].id for viewer in range(800)
    )
    assert min(firsts.values()) > 60 and max(firsts.values()) < 145


def test_at_most_four_of_a_department_while_others_are_left():
    legal, sales = crowd(8, department="Legal"), [Peer(90, department="Sales"), Peer(91, department="Sales")]
    chosen = ranking.varied([*legal, *sales], 6)
    assert [one.department for one in chosen] == ["Legal"] * 4 + ["Sales"] * 2
    assert len(ranking.varied([*legal, *sales], 9)) == 9


def test_at_most_six_with_the_same_main_reason_while_others_are_left():
    kubernetes, nothing = crowd(8), [Peer(number) for number in range(90, 97)]
    reasons = {peer.id: "gain:5" for peer in kubernetes}
    chosen = ranking.varied([*kubernetes, *nothing], 9, lambda peer: reasons.get(peer.id, ""))
    assert [one.id for one in chosen] == [2, 3, 4, 5, 6, 7, 90, 91, 92]
    refilled = ranking.varied(kubernetes, 9, lambda peer: reasons[peer.id])
    assert [one.id for one in refilled] == [2, 3, 4, 5, 6, 7, 8, 9]


def test_nobody_who_fits_far_worse_is_listed_for_variety():
    best = [(number, 7000 - 10 * number) for number in range(1, 151)]
    assert ranking.within_reach(best, 10) == list(range(1, 101))
    behind = [*best[:12], (90, 6900 - ranking.BEHIND), (91, 6899 - ranking.BEHIND)]
    assert ranking.within_reach(behind, 10) == [*range(1, 13), 90]
    assert ranking.within_reach(best[:3], 10) == [1, 2, 3]
    assert ranking.within_reach([], 10) == []


def test_variety_looks_at_the_first_hundred_and_at_no_more_than_it_needs():
    legal, sales = crowd(100, department="Legal"), [Peer(900, department="Sales")]
    assert ranking.varied([*legal, *sales], 5) == legal[:5]
    looked_at = []
    ranking.varied(crowd(30), 3, lambda peer: looked_at.append(peer.id))
    assert looked_at == [2, 3, 4]
    looked_at.clear()
    ranking.varied(legal, 9, lambda peer: looked_at.append(peer.id))
    assert looked_at == [2, 3, 4, 5]


def test_variety_knows_people_by_whatever_the_caller_calls_them():
    departments = {2: "Legal", 3: "Legal", 4: "Legal", 5: "Legal", 6: "Legal", 7: "Sales"}
    assert ranking.varied([6, 5, 4, 3, 2, 7], 5, department_of=departments.__getitem__) == [6, 5, 4, 3, 7]


def test_one_request_does_not_move_the_price_of_everybody_else():
    people = [Peer(number, asked=1) for number in range(2, 102)]
    before, after = ranking.attention(people), ranking.attention([*people[1:], Peer(2, asked=2)])
    assert before.whole < after.whole and before.price(people[5]) == after.price(people[5])
    assert before.usual == 32 and ranking.Attention(7, 8).usual == 7


def test_the_over_asked_pay_and_the_overlooked_rise():
    quiet, asked = Peer(2), Peer(3, asked=9)
    usual = ranking.attention([quiet, asked, *[Peer(number, asked=1) for number in range(4, 20)]])
    assert usual.price(quiet) < 0 < usual.price(asked) <= 1500
    assert ranking.attention([]).price(Peer(2)) == 0


def test_newcomers_are_lifted_for_three_weeks():
    assert ranking.newcomer_lift(Peer(1, joined_on=100), 100) == 300
    assert ranking.newcomer_lift(Peer(1, joined_on=100), 121) == 0


def test_the_wild_card_comes_from_another_area_and_stays_all_week():
    viewer = Peer(1, department="Legal")
    people = [Peer(number, department="Legal" if number % 2 else "Sales") for number in range(2, 40)]
    chosen = {ranking.wild_card(viewer, people, {2, 4}, 202630, 39).id for _ in range(3)}
    assert len(chosen) == 1 and chosen.pop() not in {2, 4}
    of_many = Counter(
        ranking.wild_card(Peer(v, department="Legal"), people, (), 202630, 39).id for v in range(1000, 2000)
    )
    assert set(of_many) == set(range(2, 40, 2)) and max(of_many.values()) < 95


def test_where_hardly_anybody_qualifies_the_lowest_lot_of_the_week_decides():
    viewer, far = Peer(1, department="Legal"), [Peer(number, department="Sales") for number in (5, 6)]
    chosen = ranking.wild_card(viewer, far, (), 202630, 1 << 40)
    assert chosen is min(far, key=lambda peer: ranking.lot(1, peer.id, 202630))


def test_nobody_of_another_area_means_no_wild_card():
    assert ranking.wild_card(Peer(1, department="Legal"), crowd(5, department="Legal"), (), 1, 6) is None


def test_showings_fade_by_half_each_week():
    assert ranking.shown_before({202604: 8, 202603: 8, 202602: 8, 202605: 100}, 202605) == 8 + 4 + 2
