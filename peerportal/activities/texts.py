"""The words of the activities: one file for each kind and language, so that translating touches no code.

A file holds `name`, `good_for`, `leave_with` and `about`, and for each step a `title`, a `guide`, the labels of its
blanks and whatever else its templates say, by names of their own.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
LANGUAGE = "en"


@dataclass(frozen=True)
class StepText:
    """The words of one step; `more` are those of its template."""

    title: str
    guide: str
    labels: dict[str, str]
    hints: dict[str, str]
    more: dict[str, Any]

    def label(self, name: str) -> str:
        """What a blank is called; numbered ones ("thing-3") share a label with their number."""
        stem, _, number = name.rpartition("-")
        if name not in self.labels and number.isdigit():
            return f"{self.labels.get(stem, stem)} {number}"
        return self.labels.get(name, name)

    def variant(self, name: str) -> StepText:
        """The same in other words, where the kind has some of this name ([steps.<key>.<name>])."""
        own = self.more.get(name)
        if not isinstance(own, dict):
            return self
        labels, hints = self.labels | own.get("labels", {}), self.hints | own.get("hints", {})
        title, guide = own.get("title", self.title), own.get("guide", self.guide)
        return StepText(title, guide, labels, hints, self.more | own)


@dataclass(frozen=True)
class Text:
    """The words of a kind."""

    name: str
    good_for: str
    leave_with: str
    about: str
    steps: dict[str, StepText]
    more: dict[str, Any]

    def step(self, key: str) -> StepText:
        """The words of a step."""
        return self.steps[key]


def of(key: str) -> Text:
    """The words of the kind with this key."""
    return read(CONTENT / LANGUAGE / f"{key}.toml")


@cache
def read(path: Path) -> Text:
    """The words in a file."""
    with path.open("rb") as file:
        words = tomllib.load(file)
    steps = {key: _step(step) for key, step in words.pop("steps").items()}
    own = {name: words.pop(name) for name in ("name", "good_for", "leave_with", "about")}
    return Text(**own, steps=steps, more=words)


def _step(words: dict[str, Any]) -> StepText:
    own = {name: words.pop(name, "") for name in ("title", "guide")}
    return StepText(**own, labels=words.pop("labels", {}), hints=words.pop("hints", {}), more=words)
