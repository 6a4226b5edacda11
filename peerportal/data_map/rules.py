"""How a column can be treated, and what is said of a table."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rule:
    """How one kind of column is treated.

    exported: "yes" as it stands, "by ref" as the opaque id it points to, "opened" through the vault for a reader, "no".
    erased: "row" with its row, "blanked" in a row that stays, "key" by destroying the key it is sealed with, "kept".
    """

    confidential: bool
    exported: str
    erased: str


KEY = Rule(False, "no", "row")  # inner numbers
LINK = Rule(False, "by ref", "blanked")  # points to another row
PLAIN = Rule(False, "yes", "row")  # facts and states that colleagues or coordinators work with
ABOUT = Rule(False, "yes", "blanked")  # who somebody is, in a row that others' rows point to
PRIVATE = Rule(True, "yes", "row")  # for the person themselves, and for nobody else as it stands
SEALED = Rule(True, "opened", "key")  # words that only the readers of their space can open
SECRET = Rule(True, "no", "row")  # what proves who somebody is; kept as a digest or hash only
SYSTEM = Rule(False, "no", "kept")  # the portal's own workings


@dataclass(frozen=True)
class Table:
    """One table: whose rows, how long they stay, and the columns by rule."""

    kept: str
    owner: tuple[str, ...] = ()
    columns: dict[Rule, str] = field(default_factory=dict)

    def rules(self) -> dict[str, Rule]:
        """Each column's rule."""
        return {column: rule for rule, names in self.columns.items() for column in names.split()}


WITH_PERSON = "until the person is erased"
WITH_GROUP = "90 days after the group has ended, then its space's key is destroyed"
FOR_EVER = "as long as the portal"
