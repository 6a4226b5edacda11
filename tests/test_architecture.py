"""House rules about the code: to change a rule, change it here first.

Each rule is one test, which names every place that breaks it.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ROOT / "peerportal"
FILES = sorted(path for path in CODE.rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) or sorted((CODE / "templates").rglob("*.html"))

# Each room may import only what stands to its right.
ORDER = "home insights concerns surveys community activities matching groups programmes people terms web core".split()
EDGE = {"views", "admin", "access", "forms"}  # the files of a room that know a request
WEB_LIBRARIES = {"flask", "flask_login", "flask_wtf", "htmx_flask", "wtforms", "werkzeug"}
QUERIES = {"get_by_id", "get_or_none", "select", "execute", "execute_sql"}


class Source:
    """What the rules ask of a file: its lines, imports, calls and functions, as (line, what was found there)."""

    def __init__(self, path):
        self.path = path
        text = path.read_text(encoding="utf-8")
        self.length = len(text.splitlines())
        self.imports, self.calls, self.functions = [], [], []
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self.imports += [(node.lineno, dotted) for dotted in self._imported(node)]
            elif isinstance(node, ast.Call):
                words = {word.arg for word in node.keywords}
                self.calls.append((node.lineno, ast.unparse(node.func), words))
            elif isinstance(node, ast.FunctionDef):
                self.functions.append((node.lineno, node.name, lines_of(node)))

    def _imported(self, node):
        """Dotted names of the modules and names that an import brings, relative ones made absolute."""
        if isinstance(node, ast.Import):
            return [alias.name for alias in node.names]
        package = self.path.relative_to(ROOT).with_suffix("").parts[:-1]
        above = package[: len(package) - node.level + 1] if node.level else ()
        module = ".".join([*above, *([node.module] if node.module else [])])
        return [f"{module}.{alias.name}" for alias in node.names]

    def called(self, names):
        """(line, what is called) of each call of something with one of these names."""
        return [(line, called) for line, called, _ in self.calls if called.rsplit(".", 1)[-1] in names]


source_of = cache(Source)


def lines_of(function):
    """How many lines a function has below its docstring."""
    documented = ast.get_docstring(function) and len(function.body) > 1
    return function.end_lineno - function.body[1 if documented else 0].lineno + 1


def name_of(path, line=None):
    name = str(path.relative_to(ROOT))
    return f"{name}:{line}" if line else name


def none(broken):
    """Fails with every place at which a rule is broken, one a line."""
    places = list(broken)
    if places:
        pytest.fail("\n".join(places), pytrace=False)


def room_of(path):
    """The room a file lives in, or "" for a composition root at the top."""
    parts = path.relative_to(CODE).parts
    return parts[0] if len(parts) > 1 and parts[0] in ORDER else ""


def parts_of(path):
    """views, models and so on: the names along the way to a file, also where a part has become a package."""
    return {part.removesuffix(".py") for part in path.relative_to(CODE).parts[1:]}


def imports_of_ours(path):
    """(line, dotted name, its parts) of what a file imports of the portal."""
    for line, dotted in source_of(path).imports:
        parts = dotted.split(".")
        if parts[0] == "peerportal" and len(parts) > 1:
            yield line, dotted, parts


def test_there_are_files_to_hold_to_the_rules():
    assert len(FILES) > 400 and len(TEMPLATES) > 250
    assert {room_of(path) for path in FILES} >= {"core", "web", "people", "groups", "activities"}


def test_a_room_imports_only_rooms_to_its_right():
    none(
        f"{name_of(path, line)} must not import {dotted}"
        for path in FILES
        if room_of(path)
        for line, dotted, parts in imports_of_ours(path)
        if parts[1] not in rooms_open_to(room_of(path))
    )


def rooms_open_to(room):
    return [room, "core"] if room in ("web", "core") else ORDER[ORDER.index(room) :]


def test_nobody_imports_another_rooms_edge():
    none(
        f"{name_of(path, line)} must not import {dotted}"
        for path in FILES
        if room_of(path)
        for line, dotted, parts in imports_of_ours(path)
        if parts[1] not in (room_of(path), "web", "core") and EDGE & set(parts[2:])
    )


def test_the_domain_knows_no_web():
    none(
        f"{name_of(path, line)} must not know {dotted}"
        for path in FILES
        if room_of(path) not in ("", "web") and not parts_of(path) & (EDGE | {"cli"})
        for line, dotted in source_of(path).imports
        if dotted.split(".")[0] in WEB_LIBRARIES
    )


def test_a_file_stays_small():
    none(
        f"{name_of(path)} has {source_of(path).length} lines"
        for path in FILES
        if CODE / "migrations" not in path.parents and source_of(path).length > 250
    )


def test_a_function_stays_short():
    none(
        f"{name_of(path, line)} {name} has {lines} lines"
        for path in FILES
        if CODE / "migrations" not in path.parents
        for line, name, lines in source_of(path).functions
        if lines > 25
    )


def test_only_the_vault_knows_the_cipher():
    none(
        f"{name_of(path, line)} must leave {dotted} to core/vault"
        for path in FILES
        if path.relative_to(CODE).parts[:2] not in {("core", "vault.py"), ("core", "vault")}
        for line, dotted in source_of(path).imports
        if dotted.startswith("cryptography")
    )


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


def test_no_file_is_called_after_nothing():
    vague = {"utils.py", "helpers.py", "base.py", "misc.py", "common.py"}
    none(name_of(path) for path in FILES if path.name in vague)


NEVER_IN_TEMPLATES = {
    r"\|\s*safe\b": "escaping is never switched off",
    r"\bautoescape\b": "escaping is never switched off",
    r"\bhx-on": "needs unsafe-eval",
    r"\bhx-(?:vals|headers|confirm|vars)[^=]*=['\"]\s*(?:js|javascript):": "needs unsafe-eval",
    r"javascript:": "needs unsafe-inline",
    r"hx-trigger=\"[^\"]*\[": "trigger filters need unsafe-eval",
    r"\sstyle\s*=": "the content policy refuses inline styles",
    r"<style\b": "the content policy refuses inline styles",
    r"<script(?![^>]*\bsrc=)": "the content policy refuses inline scripts",
    r"\son[a-z]+\s*=\s*[\"']": "the content policy refuses inline handlers",
    r"\.(?:select|where|join|execute|get_by_id|get_or_none)\(": "templates receive finished lists",
    r"[.\w]*_?id\s*(?:==|!=)\s*[\w.]*(?:\.id|_id)\b": "rights are asked, never worked out from ids",
    r"https?://(?!www\.w3\.org/)": "no request leaves the host",
}


def test_templates_hold_no_code_no_style_and_no_query():
    none(
        f"{name_of(path, line)}: {found!r}: {why}"
        for path in TEMPLATES
        for line, found, why in forbidden_in(path)
    )


def forbidden_in(path):
    """(line, text, why not) of each thing outside comments that no template may hold."""
    # A comment leaves its lines behind, so that what follows keeps its number.
    text = re.sub(
        r"\{#.*?#\}", lambda comment: "\n" * comment[0].count("\n"), path.read_text("utf-8"), flags=re.DOTALL
    )
    for pattern, why in NEVER_IN_TEMPLATES.items():
        for found in re.finditer(pattern, text):
            yield text.count("\n", 0, found.start()) + 1, found[0], why


def test_every_form_in_a_template_works_without_htmx():
    none(
        f"{name_of(path)}: {form}"
        for path in TEMPLATES
        for form in re.findall(r"<form\b[^>]*>", path.read_text(encoding="utf-8"))
        if "action=" not in form or "method=" not in form
    )


def test_a_template_stays_small():
    none(
        f"{name_of(path)} has {lines} lines, {most} at most"
        for path in TEMPLATES
        for lines in [len(path.read_text(encoding="utf-8").splitlines())]
        for most in [60 if path.name.startswith("_") else 120]
        if lines > most
    )


def test_the_style_sheets_stay_together_under_500_lines():
    sheets = list((ROOT / "static").rglob("*.css")) + list((CODE / "static").rglob("*.css"))
    assert sheets and sum(len(path.read_text(encoding="utf-8").splitlines()) for path in sheets) < 500
