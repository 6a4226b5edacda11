"""The tables of activities."""

from __future__ import annotations

from peerportal.data_map.rules import FOR_EVER, KEY, LINK, PLAIN, SEALED, SYSTEM, WITH_GROUP, Table

ACTIVITIES = {
    "activity_session": Table(
        WITH_GROUP,
        ("started_by_id",),
        {
            KEY: "id group_id item_id version moved form_key",
            LINK: "started_by_id",
            PLAIN: "ref kind state step laptop due_on started_at ended_at",
            SEALED: "words",
        },
    ),
    "activity_part": Table(
        WITH_GROUP,
        ("person_id",),
        {
            KEY: "id session_id person_id version",
            LINK: "by_id",
            PLAIN: "ref step came_at ready_at shown_at",
            SEALED: "words",
        },
    ),
    "activity_day": Table(
        WITH_GROUP,
        ("whose_id",),
        {
            KEY: "id session_id name whose_id for_all quiet sequence changed_at",
            PLAIN: "ref day step",
        },
    ),
    "activity_day_member": Table(
        WITH_GROUP,
        ("person_id",),
        {KEY: "day_id person_id", PLAIN: "told"},
    ),
    "question_set": Table(FOR_EVER, (), {SYSTEM: "id ref shape key name made_at"}),
    "question": Table(
        FOR_EVER,
        (),
        {SYSTEM: "id ref set_id key theme stages suit rank words version shuffle ours made_at dropped_at"},
    ),
    "question_wording": Table(
        f"{FOR_EVER}; it names coordinators by their number alone",
        (),
        {SYSTEM: "question_id version words by_id at"},
    ),
    "question_place": Table(FOR_EVER, (), {SYSTEM: "set_id theme stage shuffle question_id"}),
    "kind_off": Table(FOR_EVER, (), {SYSTEM: "programme_id kind"}),
    "set_off": Table(FOR_EVER, (), {SYSTEM: "programme_id set_id"}),
    "question_off": Table(FOR_EVER, (), {SYSTEM: "programme_id question_id"}),
    "drawn_question": Table(WITH_GROUP, (), {KEY: "group_id question_id"}),
    "question_cursor": Table(WITH_GROUP, (), {KEY: "group_id shuffle"}),
    # Nothing leads from here to a group: what coordinators read is the question alone.
    "offered_question": Table(
        f"{FOR_EVER}; once a person is erased, what they offered is nobody's",
        ("by_id",),
        {
            KEY: "id question_id",
            LINK: "by_id decided_by_id",
            PLAIN: "ref words theme state offered_at decided_at",
        },
    ),
    "own_question": Table(
        WITH_GROUP,
        ("by_id",),
        {
            KEY: "id group_id offer_id shuffle drawn form_key",
            LINK: "by_id",
            PLAIN: "ref theme made_at",
            SEALED: "words",
        },
    ),
    "own_deck": Table(
        WITH_GROUP,
        ("by_id",),
        {KEY: "id group_id form_key", LINK: "by_id", PLAIN: "ref made_at", SEALED: "words"},
    ),
    "activity_picture": Table(
        WITH_GROUP,
        ("person_id",),
        {
            KEY: "id session_id person_id",
            PLAIN: "ref step width height brought_at",
            SEALED: "alt content",
        },
    ),
}
