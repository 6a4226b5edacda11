"""The data map: every column of every table, whose it is, how long it stays, how it leaves.

Export and erasure of one person follow this map, and a test fails on a column that is not in it.
`owner` names the columns that point to the people a row belongs to; a table without one holds nobody's data.
"""

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

CORE = {
    "change_head": Table(FOR_EVER, (), {SYSTEM: "id seq"}),
    "change_log": Table("until every process has read it", (), {SYSTEM: "seq n kind person_id a b"}),
    "job": Table(
        "7 days after it was done",
        (),
        {SYSTEM: "id kind payload key due attempts lease_until done error"},
    ),
    "log_entry": Table(
        "24 months; it names people by their number alone, which nobody can resolve after erasure",
        (),
        {SYSTEM: "id at by action kind ref reason"},
    ),
    "rate_hit": Table("until it expires; its key is a digest", (), {SYSTEM: "key hits expires"}),
    "space": Table(WITH_GROUP, (), {SYSTEM: "id kind key_id created_at", SECRET: "wrapped_key"}),
    "space_reader": Table(WITH_GROUP, ("person_id",), {KEY: "space_id person_id"}),
}
TERMS = {
    "term": Table(FOR_EVER, (), {SYSTEM: "id ref label key uses made_at hidden own into_id looked_at"}),
    "term_link": Table(FOR_EVER, (), {SYSTEM: "a_id b_id weight"}),
    "term_deed": Table(
        f"{FOR_EVER}; it names coordinators by their number alone",
        (),
        {SYSTEM: "id ref at by kind term_id other_id said before undone_at"},
    ),
    "term_vector": Table(FOR_EVER, (), {SYSTEM: "term_id model vector"}),
    "term_proposal": Table(FOR_EVER, (), {SYSTEM: "id ref a_id b_id score made_at dismissed_at"}),
}
PEOPLE = {
    "level": Table(FOR_EVER, (), {SYSTEM: "id name folded rank"}),
    "person": Table(
        "30 days after the person has left, then it stays as an empty node that others' rows point to",
        ("id",),
        {
            KEY: "id version",
            LINK: "manager_id level_id",
            ABOUT: "ref name search_name email folded_email employee_no title department location hired_on",
            PLAIN: "state is_coordinator time_zone theme created_at joined_at state_at state_reason",
            SECRET: "password_hash",
        },
    ),
    "profile": Table(
        WITH_PERSON,
        ("person_id",),
        {
            KEY: "person_id",
            PLAIN: "line style languages formats days starts ends room photo step published_at changed_at",
        },
    ),
    # What somebody is going through is a row of this table too, hence private as a whole.
    "person_term": Table(
        WITH_PERSON, ("person_id",), {KEY: "id person_id term_id position", PRIVATE: "facet typed"}
    ),
    "block": Table(WITH_PERSON, ("by_id",), {KEY: "by_id", PRIVATE: "other_id set_at"}),
    "sign_in": Table(
        "7 days at most",
        ("person_id",),
        {KEY: "id person_id", SECRET: "token_digest", PRIVATE: "ref browser opened_at used_at"},
    ),
    "one_time_link": Table(
        "30 days after it has expired",
        ("person_id",),
        {KEY: "id person_id", SECRET: "token_digest", PRIVATE: "purpose detail made_at expires_at used_at"},
    ),
    "joining_rules": Table(FOR_EVER, (), {SYSTEM: "id domains approval"}),
    "roster_import": Table(
        "90 days; the file itself is deleted once it is imported or dropped",
        (),
        {
            SYSTEM: "id ref by_id state file_name file_key columns counts rows_done rows_all problem made_at ended_at"
        },
    ),
    "roster_row": Table("with its import", (), {SYSTEM: "id roster_id line verdict name email reason"}),
}
PROGRAMMES = {
    "programme": Table(
        FOR_EVER,
        (),
        {
            SYSTEM: "id ref state name purpose starts_on ends_on cadence_days audience company_gives ground_rules "
            "department_wish place_wish level_gap shared_hours weights wild_card pending_out pending_in "
            "remind_days expiry_days cooldown_days version made_at"
        },
    ),
    "enrolment": Table(
        WITH_PERSON, ("person_id",), {KEY: "person_id programme_id", PLAIN: "joined_at left_at"}
    ),
}
GROUPS = {
    "peer_group": Table(
        WITH_GROUP,
        ("low_id", "high_id"),
        {
            KEY: "id space_id moved",
            LINK: "programme_id low_id high_id closed_by_id",
            PLAIN: "ref kind state first_chat_at opened_at activated_at closed_at",
        },
    ),
    # What somebody answered after the first chat is theirs alone; the other one learns the joint result.
    "membership": Table(
        WITH_GROUP,
        ("person_id",),
        {KEY: "group_id person_id", PLAIN: "joined_at left_at", PRIVATE: "answer answered_at"},
    ),
    "agreement": Table(
        WITH_GROUP,
        ("changed_by_id",),
        {KEY: "id group_id version", LINK: "changed_by_id", PLAIN: "ref changed_at", SEALED: "words"},
    ),
    "acceptance": Table(
        WITH_GROUP, ("person_id",), {KEY: "agreement_id person_id version", PLAIN: "accepted_at"}
    ),
    "meeting": Table(
        WITH_GROUP,
        (),
        {
            KEY: "id group_id version",
            PLAIN: "ref number state starts_at minutes means held_at",
            SEALED: "place",
        },
    ),
    "agenda_item": Table(
        WITH_GROUP,
        ("author_id",),
        {
            KEY: "id meeting_id position version form_key",
            LINK: "author_id",
            PLAIN: "ref state gone carried_from added_at changed_at",
            SEALED: "words",
        },
    ),
}
MATCHING = {
    "peer_request": Table(
        "12 months as a state; its words as long as its space",
        ("sender_id", "recipient_id"),
        {
            KEY: "id low_id high_id space_id reminded",
            LINK: "programme_id sender_id recipient_id group_id",
            PLAIN: "ref state sent_at asked_back_at answered_at expires_at",
            SEALED: "note question reply parting",
        },
    ),
    "set_aside": Table(WITH_PERSON, ("person_id",), {KEY: "person_id", PRIVATE: "other_id set_at"}),
    "kept_tilt": Table(WITH_PERSON, ("person_id",), {KEY: "person_id", PRIVATE: "likeness distance focus"}),
    "exposure": Table("26 weeks", ("person_id",), {KEY: "person_id", SYSTEM: "week shown"}),
}
CONCERNS = {
    # The person a report is about never gets it in an export; coordinators read it while it is dealt with.
    "concern": Table(
        "12 months after it has ended",
        ("reporter_id",),
        {
            KEY: "id space_id form_key",
            LINK: "reporter_id taken_by_id",
            SYSTEM: "about_id",
            PLAIN: "ref state kind raised_at taken_at ended_at",
            SEALED: "words shown outcome",
        },
    ),
}
TABLES = CORE | TERMS | PEOPLE | PROGRAMMES | GROUPS | MATCHING | CONCERNS
