"""The tables of groups."""

from __future__ import annotations

from peerportal.data_map.rules import (
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

GROUPS = {
    "peer_group": Table(
        WITH_GROUP,
        ("low_id", "high_id"),
        {
            KEY: "id space_id moved chat_sequence chat_changed_at nudged_at warned_at",
            LINK: "programme_id low_id high_id closed_by_id",
            PLAIN: "ref kind format state first_chat_at opened_at activated_at closed_at retired_at",
        },
    ),
    # What somebody answered after the first chat or the first meeting is theirs alone; others learn the joint result.
    "membership": Table(
        WITH_GROUP,
        ("person_id",),
        {
            KEY: "group_id person_id own_space_id moved",
            PLAIN: "joined_at left_at",
            PRIVATE: "answer answered_at fit fit_at keeps_in_touch done_at done_with",
        },
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
            KEY: "id group_id version sequence host_id changed_at",
            PLAIN: "ref number state starts_at minutes means held_at",
            SEALED: "place",
        },
    ),
    "slot_offer": Table(
        "until a date is booked",
        ("by_id",),
        {KEY: "id group_id by_id number", PLAIN: "ref starts_at offered_at"},
    ),
    "sitting": Table(
        WITH_GROUP,
        (),
        {SYSTEM: "meeting_id item_id speaker_id seconds left waiting runs_since began_at version"},
    ),
    "meeting_check": Table(
        WITH_GROUP, ("person_id",), {KEY: "meeting_id person_id", PRIVATE: "useful balanced checked_at"}
    ),
    "item_note": Table(
        WITH_GROUP,
        ("changed_by_id",),
        {KEY: "id item_id version", LINK: "changed_by_id", PLAIN: "ref changed_at", SEALED: "words"},
    ),
    # Sealed in the writer's own space: not even the other members can open it.
    "notebook": Table(
        WITH_GROUP,
        ("person_id",),
        {KEY: "id group_id person_id version", PRIVATE: "ref changed_at", SEALED: "words"},
    ),
    "farewell": Table(
        WITH_GROUP,
        ("person_id",),
        {KEY: "id group_id version", LINK: "person_id", PLAIN: "ref left_at", SEALED: "words"},
    ),
    # Sealed in the writer's own space when they left; the circle's own words are closed to them.
    "left_words": Table(
        "90 days after its writer has left the circle",
        ("person_id",),
        {KEY: "id group_id person_id warned_at", PRIVATE: "ref since left_at", SEALED: "words"},
    ),
    "calendar_feed": Table(
        WITH_PERSON, ("person_id",), {KEY: "person_id", SECRET: "token_digest", PRIVATE: "made_at"}
    ),
    "commitment": Table(
        WITH_GROUP,
        ("person_id", "nudged_by_id"),
        {
            KEY: "id group_id meeting_id person_id version form_key",
            LINK: "nudged_by_id",
            PRIVATE: "ref due_on state made_at outcome_at nudged_at gone",
            SEALED: "words outcome",
        },
    ),
    "goal": Table(
        WITH_GROUP,
        ("person_id",),
        {
            KEY: "id group_id person_id space_id version form_key",
            PRIVATE: "ref state due_on made_at changed_at shared_at ended_at",
            SEALED: "words parting",
        },
    ),
    "goal_wording": Table(
        WITH_GROUP,
        ("person_id",),
        {
            KEY: "id goal_id version form_key",
            LINK: "person_id",
            PRIVATE: "ref state made_at answered_at",
            SEALED: "words",
        },
    ),
    "goal_step": Table(
        WITH_GROUP,
        (),
        {
            KEY: "id goal_id commitment_id position version form_key",
            PRIVATE: "ref is_milestone due_on done_at",
            SEALED: "words",
        },
    ),
    "goal_check_in": Table(
        WITH_GROUP,
        (),
        {KEY: "id goal_id version form_key", PRIVATE: "ref on_day has_value made_at", SEALED: "words"},
    ),
    # What a circle is about is for everybody who could join it, and none of it is confidential.
    "circle": Table(
        WITH_GROUP,
        ("founder_id",),
        {
            KEY: "group_id term_id version",
            LINK: "founder_id",
            PLAIN: "topic about joining most planned approved_at",
        },
    ),
    "circle_invitation": Table(
        WITH_GROUP,
        ("person_id", "by_id"),
        {KEY: "id group_id person_id", LINK: "by_id", PLAIN: "ref state made_at answered_at"},
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
