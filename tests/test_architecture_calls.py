"""House rules about what code may call, and where: to change a rule, change it here first.

Each rule is one test, which names every place that breaks it.
"""

import re

from tests.sources import CODE, FILES, name_of, none, parts_of, room_of, source_of

QUERIES = {"get_by_id", "get_or_none", "select", "execute", "execute_sql"}


def test_views_load_records_through_the_person():
    none(
        f"{name_of(path, line)} must ask access or a named query, not {called}"
        for path in FILES
        if parts_of(path) & {"views", "admin"}
        for line, called in source_of(path).called(QUERIES | {"where"})
    )


def test_forms_never_query():
    none(
        f"{name_of(path, line)} {called}"
        for path in FILES
        if room_of(path) and "forms" in parts_of(path)
        for line, called in source_of(path).called(QUERIES)
    )


def test_no_page_is_made_of_strings():
    none(
        f"{name_of(path, line)} calls {called}"
        for path in FILES
        for line, called in source_of(path).called({"render_template_string", "populate_obj"})
    )


def test_links_in_mails_start_with_the_base_url_of_the_settings():
    none(
        f"{name_of(path, line)} calls {called} with _external"
        for path in FILES
        for line, called, words in source_of(path).calls
        if called.rsplit(".", 1)[-1] == "url_for" and "_external" in words
    )


MAKES_MARKUP = {
    CODE / "core" / "markdown.py",
    CODE / "matching" / "views" / "rendered.py",
}


def test_two_places_say_that_a_text_is_safe_to_show():
    """What people write as Markdown, after it was cleaned, and what templates made, kept for the next answer."""
    none(
        f"{name_of(path, line)} calls {called}"
        for path in FILES
        if path not in MAKES_MARKUP
        for line, called in source_of(path).called({"Markup", "__html__"})
    )


def test_time_is_asked_of_the_clock():
    none(
        f"{name_of(path, line)} calls {called}"
        for path in FILES
        if path != CODE / "core" / "clock.py"
        for line, called, _ in source_of(path).calls
        if re.search(r"\b(datetime|date)\.(now|utcnow|today)$", called)
    )
