"""The states of a goal against a small reference model: whatever is tried in whatever order, both agree."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.core import db
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import ending, offers, reading, sharing, standing, writing
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, GoalWording
from tests.groups.goals_made import fresh, make_goal

DEEDS = (
    "edit",
    "edit stale",
    "share",
    "reach",
    "drop",
    "reopen",
    "offer",
    "accept",
    "accept stale",
    "decline",
)


@dataclass
class Model:
    """What a goal should be, in a dozen lines."""

    state: str = "draft"
    shared: bool = False
    words: list = field(default_factory=lambda: ["0"])
    offered: str | None = None
    left: int = 0

    @property
    def is_open(self):
        return self.state in ("draft", "shared")

    def do(self, deed, text):
        """Do it; False when it is refused or finds nothing to change."""
        if deed == "reopen":
            self.state = ("shared" if self.shared else "draft") if not self.is_open else self.state
            return True
        if deed == "share":
            if not self.shared and self.state == "draft":
                self.state, self.shared = "shared", True
            return self.shared
        if not self.is_open:
            return deed in ("reach", "drop") and self.state == {"reach": "reached", "drop": "dropped"}[deed]
        return getattr(self, deed.replace(" ", "_"))(text)

    def edit(self, text):
        self.words.append(text)
        return True

    def edit_stale(self, text):
        return False

    def reach(self, text):
        self.state = "reached"
        return True

    def drop(self, text):
        self.state = "dropped"
        return True

    def offer(self, text):
        self.offered = text if self.shared else None
        return self.shared

    def accept(self, text):
        if self.offered is None:
            return False
        self.words.append(self.offered)
        self.offered = None
        return True

    def accept_stale(self, text):
        return False

    def decline(self, text):
        if self.offered is None:
            return False
        self.left, self.offered = self.left + 1, None
        return True


def tried(deed, goal, priya, omar, text):
    """Do it for real; False when it is refused or finds nothing to change."""
    goal = fresh(goal)
    row = GoalWording.get_or_none(GoalWording.goal == goal, GoalWording.state == "offered")
    stale = deed.endswith("stale")
    version = goal.version - 1 if stale else goal.version
    try:
        if deed in ("edit", "edit stale"):
            return writing.edit(goal, priya, Wording(specific=text), version)
        if deed == "offer":
            return bool(offers.offer(goal, omar, Wording(specific=text), version, new_ref()))
        if deed in ("accept", "accept stale", "decline"):
            if row is None:
                return False
            offers.decline(goal, row) if deed == "decline" else offers.accept(goal, row, priya, version)
        elif deed in ("reach", "drop"):
            getattr(ending, deed)(goal, priya, "")
        else:
            sharing.share(goal, priya) if deed == "share" else ending.reopen(goal, priya)
    except RuleBroken:
        return False
    return True


def check(goal, model, pair, priya, omar):
    goal = fresh(goal)
    assert (goal.state, goal.shared_at is not None) == (model.state, model.shared)
    assert goal.version == len(model.words)
    assert writing.read(goal, standing.space_of(goal, priya)).specific == model.words[-1]
    assert (goal.space_id == pair.space_id) == model.shared
    assert (goal.ended_at is None) == model.is_open
    assert reading.visible(pair, omar).where(Goal.id == goal.id).exists() == model.shared
    rows = [row.state for row in GoalWording.select().where(GoalWording.goal == goal)]
    assert rows.count("offered") == (model.offered is not None)
    assert rows.count("declined") == model.left
    assert rows.count("written") + rows.count("accepted") == len(model.words), "every wording is kept"


def test_a_goal_does_what_the_model_does(pair, priya, omar):
    @given(st.lists(st.sampled_from(DEEDS), max_size=12))
    @settings(max_examples=30)
    def whatever_is_tried(deeds):
        with db.database.atomic() as attempt:
            goal, model = make_goal(pair, priya, "0"), Model()
            for number, deed in enumerate(deeds, start=1):
                done = tried(deed, goal, priya, omar, str(number))
                assert done == model.do(deed, str(number)), f"{deed} in {deeds}"
                check(goal, model, pair, priya, omar)
            attempt.rollback()

    whatever_is_tried()
