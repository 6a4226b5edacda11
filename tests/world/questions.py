"""The questions of the world: a bank, a deck, what a pair added for itself and what was offered."""

from peerportal.activities.banks import decks, own
from peerportal.activities.models import ActivitySession, OfferedQuestion, Question, QuestionSet
from peerportal.core.ids import new_ref
from peerportal.groups.models import Group
from peerportal.groups.opened import open_group as open_group_for
from tests.activities.banked import make_bank
from tests.world.secrets import SECRETS


def put_into(world):
    """A bank, a deck, and what Priya and Omar added for themselves; a question of Tom's was offered to everyone."""
    world.bank = make_bank("Questions of the house", ("goals", "meet work"), ("change", "close"))
    world.deck = QuestionSet.create(shape="deck", name="Cards of the house")
    world.question = Question.get(Question.set == world.bank)
    world.offered = OfferedQuestion.create(by=world.tom, words="May everyone ask this?", theme="goals")
    opened = open_group_for(Group.get_by_id(world.pair.id), world.priya)
    own.add(opened, SECRETS["own question"], "goals", new_ref())
    cards = "\n".join([f"{SECRETS['own deck']}?"] * 52)
    decks.keep(opened, SECRETS["own deck"], cards, new_ref())
    for kind, step in (("questions", "ask"), ("deck", "choose")):
        ActivitySession.create(
            group=world.pair, kind=kind, step=step, started_by=world.priya, form_key=new_ref()
        )
