"""House rules about how large files may become and what they are called: to change a rule, change it here first.

Each rule is one test, which names every place that breaks it.
"""

from tests.sources import CODE, FILES, ROOT, TEMPLATES, TESTS, name_of, none, room_of, source_of


def test_there_are_files_to_hold_to_the_rules():
    assert len(FILES) > 400 and len(TEMPLATES) > 250
    assert {room_of(path) for path in FILES} >= {"core", "web", "people", "groups", "activities"}


def test_a_file_stays_small():
    none(
        f"{name_of(path)} has {source_of(path).length} lines"
        for path in FILES
        if CODE / "migrations" not in path.parents and source_of(path).length > 250
    )


def test_a_file_of_tests_stays_small():
    assert len(TESTS) > 200
    none(f"{name_of(path)} has {lines} lines" for path in TESTS for lines in [length_of(path)] if lines > 250)


def test_a_function_stays_short():
    none(
        f"{name_of(path, line)} {name} has {lines} lines"
        for path in FILES
        if CODE / "migrations" not in path.parents
        for line, name, lines in source_of(path).functions
        if lines > 25
    )


def test_a_template_stays_small():
    none(
        f"{name_of(path)} has {lines} lines, {most} at most"
        for path in TEMPLATES
        for lines in [length_of(path)]
        for most in [60 if path.name.startswith("_") else 120]
        if lines > most
    )


def test_the_style_sheets_stay_together_under_500_lines():
    sheets = list((ROOT / "static").rglob("*.css")) + list((CODE / "static").rglob("*.css"))
    assert sheets and sum(length_of(path) for path in sheets) < 500


def length_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_called_after_nothing():
    vague = {"utils.py", "helpers.py", "base.py", "misc.py", "common.py"}
    none(name_of(path) for path in FILES if path.name in vague)
