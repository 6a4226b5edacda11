"""In an activity at the same moment: the reveal comes with the last who is ready, and no move of a trait is lost."""

import random

import pytest

from peerportal.activities.kinds.pyramid import WOODENS
from peerportal.activities.mechanics import placing
from peerportal.activities.models import ActivitySession
from peerportal.core.ids import new_ref
from peerportal.groups.models import Group
from tests.activities.conftest import Table
from tests.races.conftest import ROUNDS
from tests.world import open_group

pytestmark = pytest.mark.long


@pytest.fixture
def pair(programme, priya, omar):
    return Group.get_by_id(open_group(priya, omar, programme, item="How to begin").id)


def begun(pair, kind, step):
    """A session of this kind, and no other."""
    ActivitySession.delete().execute()
    return Table(pair, ActivitySession.create(group=pair, kind=kind, step=step, form_key=new_ref()))


def parts_as_seen(table, person):
    """{person: (whether their words can be read by this one, whether they are ready, whether it is shown)}."""
    seen = table.sees(person).parts_here()
    return {part.person_id: (bool(part.words), part.is_ready, part.is_shown) for part in seen}


def faults(table, people):
    """What is wrong with what stands there now: all ready and not revealed, or revealed with somebody unready."""
    revealed = table.facts(people[0])["revealed"]
    found = []
    for reader in people:
        seen = parts_as_seen(table, reader)
        all_ready = len(seen) == len(people) and all(ready for _, ready, _ in seen.values())
        if all_ready != revealed:
            found.append(f"all ready: {all_ready}, revealed: {revealed}")
        if any(shown != revealed for _, _, shown in seen.values()):
            found.append(f"shown and revealed differ: {seen}, {revealed}")
        if any(readable and not revealed for of, (readable, _, _) in seen.items() if of != reader.id):
            found.append("words were readable before the reveal")
    return found


def glimpsed(answers, reader):
    """What a page that was made in the same moment shows too early."""
    outcome, seen = answers[-1]
    assert outcome == "done", answers
    all_ready = len(seen) == 2 and all(ready for _, _, ready, _ in seen)
    early = [whose for whose, readable, _, _ in seen if whose != reader.id and readable and not all_ready]
    return [f"seen before all were ready: {seen}"] if early else []


def both_ready_at_once(processes, pair, priya, omar):
    """One round: the last two say that they are ready in the same moment, while a page is made for Omar."""
    table = begun(pair, "quadrants", "write")
    deeds = [
        ("take", {"session": table.session.id, "by": by.id, "deed": "ready", "values": {"family": by.name}})
        for by in (priya, omar)
    ]
    answers = processes.race([*deeds, ("look_at_parts", {"session": table.session.id, "by": omar.id})])
    found = faults(table, [priya, omar]) + glimpsed(answers, omar)
    return answers, found if table.facts(priya)["revealed"] else [*found, "not revealed"]


def one_takes_it_back(processes, pair, priya, omar):
    """One round: Priya takes back that she is ready in the moment in which Omar gets ready."""
    table = begun(pair, "quadrants", "write")
    table.does(priya, "ready", family="Two sisters")
    facts = {"session": table.session.id}
    deeds = [
        ("take", facts | {"by": priya.id, "deed": "not-ready", "values": {}}),
        ("take", facts | {"by": omar.id, "deed": "ready", "values": {"family": "One brother"}}),
        ("look_at_parts", facts | {"by": omar.id}),
    ]
    answers = processes.race(deeds)
    (taken_back, _), (ready, _), _ = answers
    found = faults(table, [priya, omar]) + glimpsed(answers, omar)
    if (taken_back == "done") == table.facts(priya)["revealed"]:
        found.append(f"taken back: {taken_back}, revealed: {table.facts(priya)['revealed']}")
    return answers, found if ready == "done" else [*found, "Omar is not ready"]


@pytest.mark.parametrize("round_of", [both_ready_at_once, one_takes_it_back])
def test_a_reveal_comes_with_the_last_who_is_ready_and_with_nobody_unready(
    contenders, pair, priya, omar, round_of
):
    processes, ends = contenders(3), set()
    for _ in range(ROUNDS):
        answers, found = round_of(processes, pair, priya, omar)
        assert not found and "failed" not in [outcome for outcome, _ in answers], (found, answers)
        ends.add(answers[0][0])
    assert ends == ({"done", "refused"} if round_of is one_takes_it_back else {"done"})


@pytest.mark.parametrize("round_of", [both_ready_at_once, one_takes_it_back])
def test_without_the_guard_a_reveal_goes_wrong(contenders, pair, priya, omar, round_of):
    processes = contenders(3, guarded=False)
    wrong = (round_of(processes, pair, priya, omar)[1] for _ in range(ROUNDS))
    assert any(wrong), "the race test would not notice a missing guard"


def two_moves_at_once(processes, rng, table, priya):
    """One round: two devices of Priya each move a trait; what stands then, and what may stand, by either order."""
    before = table.facts(priya)["mine"].get("placed", {})
    moves = [(rng.choice(WOODENS), rng.randrange(placing.PLACES + 1)) for _ in range(2)]
    deeds = [
        (
            "take",
            {
                "session": table.session.id,
                "by": priya.id,
                "deed": "move",
                "values": {"trait": trait, "place": place},
            },
        )
        for trait, place in moves
    ]
    answers = processes.race(deeds)
    may_be = [after(after(before, first), second) for first, second in (moves, moves[::-1])]
    return answers, table.facts(priya)["mine"].get("placed", {}), may_be


def after(placed, move):
    trait, place = move
    return placing.put(placed, trait, place) if place else placing.take_away(placed, trait)


def test_two_devices_of_one_person_move_at_once_and_nothing_is_lost_or_doubled(contenders, pair, priya, omar):
    processes, rng = contenders(2), random.Random(10)
    table = begun(pair, "pyramid", "place")
    for _ in range(ROUNDS):
        answers, now, may_be = two_moves_at_once(processes, rng, table, priya)
        assert [outcome for outcome, _ in answers] == ["done", "done"], answers
        assert now in may_be, (now, may_be)
        assert len(set(now.values())) == len(now)


def test_without_the_guard_a_move_is_lost(contenders, pair, priya, omar):
    processes, rng = contenders(2, guarded=False), random.Random(10)
    table = begun(pair, "pyramid", "place")
    table.does(priya, "move", trait="poise", place=1)
    rounds = (two_moves_at_once(processes, rng, table, priya) for _ in range(ROUNDS))
    assert any(now not in may_be for _, now, may_be in rounds), (
        "the race test would not notice a missing guard"
    )
