"""The data map: every column of every table, whose it is, how long it stays, how it leaves.

Export and erasure of one person follow this map, and a test fails on a column that is not in it.
`owner` names the columns that point to the people a row belongs to; a table without one holds nobody's data.
"""

from __future__ import annotations

from peerportal.data_map.activities import ACTIVITIES
from peerportal.data_map.groups import GROUPS
from peerportal.data_map.rules import (
    ABOUT,
    FOR_EVER,
    KEY,
    LINK,
    PLAIN,
    PRIVATE,
    SEALED,
    SECRET,
    SYSTEM,
    WITH_GROUP,
    WITH_PERSON,
    Table,
)

CORE = {
    "change_head": Table(FOR_EVER, (), {SYSTEM: "id seq"}),
    "change_log": Table("until every process has read it", (), {SYSTEM: "seq n kind person_id a b"}),
    "job": Table(
        "7 days after it was done or given up",
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
            "remind_days expiry_days cooldown_days version made_at approves_circles"
        },
    ),
    "enrolment": Table(
        WITH_PERSON, ("person_id",), {KEY: "person_id programme_id", PLAIN: "joined_at left_at"}
    ),
}
MATCHING = {
    "peer_request": Table(
        "12 months as a state; its words as long as its space",
        ("sender_id", "recipient_id"),
        {
            KEY: "id low_id high_id space_id reminded",
            LINK: "programme_id sender_id recipient_id group_id",
            PLAIN: "ref state sent_at asked_back_at answered_at expires_at meets",
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
            KEY: "id space_id group_id form_key",
            LINK: "reporter_id taken_by_id",
            SYSTEM: "about_id",
            PLAIN: "ref state kind raised_at taken_at ended_at",
            SEALED: "words shown outcome",
        },
    ),
}
TABLES = CORE | TERMS | PEOPLE | PROGRAMMES | GROUPS | MATCHING | ACTIVITIES | CONCERNS
