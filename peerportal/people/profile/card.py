"""How others see a person: one value, made the same for the preview and for whoever may look."""

from __future__ import annotations

from dataclasses import dataclass

from peerportal.people.models import Level, Person, Profile
from peerportal.people.models.profile import INTEREST, OFFER, SEEK
from peerportal.people.profile.facts import profile_of
from peerportal.people.profile.words import Word, words_of

FORMAT_WORDS = {
    "video": "video call",
    "in_person": "in person",
    "phone": "phone",
    "writing": "in writing",
}
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Card:
    """A person's profile in words; `words` are by facet, `gaps` is what would make it say more."""

    person: Person
    profile: Profile
    words: dict[str, list[Word]]
    level: str

    @property
    def offers(self) -> str:
        return _list(self.words[OFFER])

    @property
    def seeks(self) -> str:
        return _list(self.words[SEEK])

    @property
    def interests(self) -> str:
        return _list(self.words[INTEREST])

    @property
    def place(self) -> str:
        person = self.person
        return ", ".join(filter(None, (person.title, person.department, person.location)))

    @property
    def languages(self) -> str:
        return ", ".join(self.profile.languages)

    @property
    def formats(self) -> str:
        return ", ".join(FORMAT_WORDS[name] for name in self.profile.formats if name in FORMAT_WORDS)

    @property
    def hours(self) -> str:
        """Such as "Mon to Fri, 09:00 to 17:00, Europe/Lisbon"."""
        profile = self.profile
        times = f"{clock_face(profile.starts)} to {clock_face(profile.ends)}"
        return ", ".join(filter(None, (days_in_words(profile.days), times, self.person.time_zone)))

    @property
    def gaps(self) -> list[str]:
        """What is still empty and worth a word, most telling first."""
        missing = [
            ("what colleagues may ask you about", self.words[OFFER]),
            ("what you would like to get better at", self.words[SEEK]),
            ("the languages you could meet in", self.profile.languages),
            ("a line in your own words", self.profile.line),
        ]
        return [words for words, held in missing if not held]


def card_of(person: Person) -> Card:
    """The card of a person, for themselves: three queries."""
    level = Level.get_or_none(Level.id == person.level_id) if person.level_id else None  # type: ignore[attr-defined]
    return Card(person, profile_of(person), words_of(person), level.name if level else "")


def clock_face(minutes: int) -> str:
    """Minutes of the day as hours and minutes."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def days_in_words(days: int) -> str:
    """Days of the week in a few words: neighbours as a span, the others one by one."""
    runs: list[list[str]] = []
    for bit, name in enumerate(DAY_NAMES):
        if not days >> bit & 1:
            continue
        if runs and days >> (bit - 1) & 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    spans = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs]
    return ", ".join(spans)


def _list(words: list[Word]) -> str:
    return ", ".join(word.label for word in words)
