"""Drawing from banks: nothing comes twice before all that fits has come, and nothing that fits is missed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerportal.activities.banks import drawing, switching
from peerportal.activities.banks.drawing import Wanted
from peerportal.activities.models import DrawnQuestion, OwnQuestion, Question, QuestionCursor
from peerportal.core import vault
from peerportal.core.db import database
from peerportal.core.ids import new_ref
from tests.activities.banked import add, make_bank
from tests.rows import tried_only

THEMES, STAGES = ("goals", "change"), ("meet", "work")
WANTED = [Wanted(theme, stage) for theme in ("", *THEMES) for stage in ("", *STAGES)] + [Wanted(own=True)]
STEP = st.one_of(
    st.tuples(st.just("draw"), st.sampled_from(WANTED)),
    st.tuples(st.just("draw"), st.sampled_from(WANTED)),
    st.tuples(st.just("draw"), st.just(Wanted())),
    st.tuples(st.just("begin anew"), st.sampled_from(WANTED)),
    st.tuples(st.sampled_from(["off", "on"]), st.integers(0, 13)),
    st.tuples(st.sampled_from(["set off", "set on"]), st.integers(0, 1)),
    st.tuples(st.sampled_from(["add", "change"]), st.integers(0, 13)),
)


@pytest.fixture
def banks(programme):
    """Two banks of seven; some questions lie at one place, which chance may bring about, too."""
    one = make_bank("One", ("goals", "meet", 5), ("goals", "meet work", 5), ("change", "work", 9), ("goals", "work", 1),
                    ("change", "meet work", 0), ("goals", "meet", 7), ("change", "meet", 2**31 - 1))  # fmt: skip
    other = make_bank("Other", *[(theme, "meet work") for theme in ("goals", "change", "goals")], ("goals", "work", 5),
                      ("change", "work"), ("change", "meet"), ("goals", "work"))  # fmt: skip
    return one, other


def own(group, by, theme=""):
    space = vault.open_space(group.space_id, reader=by.id)
    ref = new_ref()
    words = space.seal(OwnQuestion.words, ref, f"Ours {ref}?")
    return OwnQuestion.create(ref=ref, group=group, by=by, theme=theme, words=words, form_key=new_ref())


class World:
    """The same told without a database: which questions fit, and which this group has had."""

    def __init__(self, group, banks, by, programme):
        self.group, self.banks, self.by, self.programme = group, banks, by, programme
        self.off, self.sets_off, self.had, self.own_had = set(), set(), set(), set()

    def fits(self, wanted):
        rows = [] if wanted.own else Question.select()
        found = {
            ("bank", row.id)
            for row in rows
            if row.id not in self.off
            and row.set_id not in self.sets_off
            and wanted.theme in ("", row.theme)
            and (not wanted.stage or wanted.stage in row.stages.split())
        }
        mine = OwnQuestion.select().where(OwnQuestion.group == self.group)
        return found | {
            ("own", row.id)
            for row in mine
            if wanted.own or not wanted.theme or row.theme in ("", wanted.theme)
        }

    def does(self, deed, what):
        rows = list(Question.select().order_by(Question.id))
        if deed == "draw":
            return self.draws(what)
        if deed == "begin anew":
            drawing.begin_anew(self.group, what)
            self.had -= self.fits_anything(what)
        elif deed in ("off", "on"):
            row = rows[what]
            switching.switch_question(self.programme, row, self.by, on=deed == "on")
            (self.off.discard if deed == "on" else self.off.add)(row.id)
        elif deed in ("set off", "set on"):
            bank = self.banks[what]
            switching.switch_set(self.programme, bank, self.by, on=deed == "set on")
            (self.sets_off.discard if deed == "set on" else self.sets_off.add)(bank.id)
        elif deed == "add":
            if what % 2:
                add(self.banks[what % 2], f"New {new_ref()}?", THEMES[what % 2], STAGES[what % 2])
            else:
                own(self.group, self.by, ("", *THEMES)[what % 3])

    def fits_anything(self, wanted):
        """What a new round brings back: all that fits, left out at present or not."""
        kept = self.off, self.sets_off
        self.off, self.sets_off = set(), set()
        found = self.fits(wanted)
        self.off, self.sets_off = kept
        return found

    def draws(self, wanted):
        left = self.fits(wanted) - self.had
        assert drawing.is_left(self.group, wanted) == bool(left)
        assert drawing.is_any(self.group, wanted) == bool(self.fits(wanted))
        found = drawing.draw(self.group, wanted)
        if found is None:
            assert not left
            return
        came = ("own", found.own.id) if found.own else ("bank", found.question.id)
        assert came in left
        self.had.add(came)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=45))
def test_no_question_comes_again_before_all_that_fit_have_come(banks, pair, priya, programme, steps):
    with tried_only():
        world = World(pair, banks, priya, programme)
        for deed, what in steps:
            world.does(deed, what)


def test_a_group_draws_round_the_circle_from_where_it_drew_last(pair):
    make_bank("One", *[("goals", "meet", place) for place in (8, 2, 6, 4, 0)])
    make_bank("Other", *[("change", "work", place) for place in (7, 1, 3, 9, 5)])
    places = [drawing.draw(pair, Wanted()).shuffle for _ in range(10)]
    turn = places.index(min(places))
    assert places[turn:] + places[:turn] == list(range(10))
    assert QuestionCursor.get().shuffle == places[-1]
    assert drawing.draw(pair, Wanted()) is None and drawing.is_any(pair, Wanted())


def test_a_new_round_of_one_theme_leaves_the_others_drawn(banks, pair):
    while drawing.draw(pair, Wanted()):
        pass
    drawing.begin_anew(pair, Wanted("goals", "meet"))
    came = []
    while found := drawing.draw(pair, Wanted()):
        came.append(found.question)
    assert len(came) == 5 and {(one.theme, "meet" in one.stages) for one in came} == {("goals", True)}


def test_two_groups_draw_apart(banks, pair, circle):
    while drawing.draw(pair, Wanted()):
        pass
    assert drawing.is_left(circle, Wanted())
    assert DrawnQuestion.select().where(DrawnQuestion.group == circle).count() == 0


@pytest.mark.sqlite_only
@pytest.mark.parametrize("wanted", [Wanted(), Wanted("goals"), Wanted("goals", "meet")])
def test_a_draw_looks_for_its_question_in_the_index_alone(banks, pair, wanted):
    sql, values = drawing.firsts(pair, wanted, 3, False).sql()
    plan = " ".join(row[3] for row in database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values))
    looked = "SEARCH place USING COVERING INDEX"
    assert looked in plan and "(set_id=? AND theme=? AND stage=? AND shuffle>?)" in plan
    assert "TEMP B-TREE" not in plan and "SCAN place" not in plan
