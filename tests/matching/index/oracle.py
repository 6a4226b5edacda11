"""The plain way to the same answers: every pair compared, everybody sorted. What the pool says is held against it."""

from dataclasses import dataclass, field, replace

from peerportal.matching import ranking, score, shortage
from peerportal.matching.index.pool import Question


@dataclass
class Plain:
    """An organisation as people, one object each."""

    peers: dict = field(default_factory=dict)
    near: dict = field(default_factory=dict)
    waiting: dict = field(default_factory=dict)

    def put(self, peer, waiting=0):
        self.peers[peer.id], self.waiting[peer.id] = peer, waiting

    def drop(self, person):
        self.peers.pop(person, None)
        self.waiting.pop(person, None)

    def settle(self, person, *, room, asked, shown, waiting):
        if person in self.peers:
            self.peers[person] = replace(self.peers[person], room=room, asked=asked, shown=shown)
            self.waiting[person] = waiting

    def sorted(self, question: Question):
        ties = replace(question.ties, waiting=self.waiting)
        everybody = shortage.sort(question.viewer, self.peers.values(), ties, question.bounds)
        return (
            shortage.narrow(question.viewer, everybody, question.narrowing)
            if question.narrowing
            else everybody
        )

    def best(self, question: Question):
        attention = ranking.attention(self.peers.values())
        points = {
            peer.id: score.compare(question.viewer, peer, self.near, question.wishes).total
            + ranking.newcomer_lift(peer, question.today)
            - attention.price(peer)
            for peer in self.sorted(question).left
        }
        scored = [(points[one], self.peers[one]) for one in points]
        return [(peer.id, points[peer.id]) for peer in ranking.order(question.viewer, scored, question.week)]

    def wild(self, question: Question, shown):
        highest = max(self.peers, default=0)
        eligible = self.sorted(question).eligible
        found = ranking.wild_card(question.viewer, eligible, shown, question.week, highest)
        return found and found.id

    def surprising(self, question: Question):
        eligible = self.sorted(question).eligible
        return {peer.id for peer in eligible if ranking.other_area(question.viewer, peer)}
