"""House rules about the code: to change a rule, change it here first."""

import ast
import re
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


def name_of(path):
    return str(path.relative_to(ROOT))


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path):
    """The room a file lives in, or "" for a composition root at the top."""
    parts = path.relative_to(CODE).parts
    return parts[0] if len(parts) > 1 and parts[0] in ORDER else ""


def parts_of(path):
    """views, models and so on: the names along the way to a file, also where a part has become a package."""
    return {part.removesuffix(".py") for part in path.relative_to(CODE).parts[1:]}


def imports_of(path):
    """Dotted names of all modules and names a file imports, relative ones made absolute."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def calls_in(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def every(paths):
    return pytest.mark.parametrize("path", paths, ids=name_of)


@every(FILES)
def test_a_room_imports_only_rooms_to_its_right(path):
    room = room_of(path)
    if not room:
        return
    allowed = ORDER[ORDER.index(room) :] if room not in ("web", "core") else [room, "core"]
    for dotted in imports_of(path):
        parts = dotted.split(".")
        if parts[0] == "peerportal" and len(parts) > 1:
            assert parts[1] in allowed, f"{name_of(path)} must not import {dotted}"


@every(FILES)
def test_nobody_imports_another_rooms_edge(path):
    room = room_of(path)
    if not room:
        return
    for dotted in imports_of(path):
        parts = dotted.split(".")
        if parts[0] == "peerportal" and len(parts) > 2 and parts[1] not in (room, "web", "core"):
            assert not EDGE & set(parts[2:]), f"{name_of(path)} must not import {dotted}"


@every(FILES)
def test_the_domain_knows_no_web(path):
    if room_of(path) in ("", "web") or parts_of(path) & (EDGE | {"cli"}):
        return
    found = {dotted.split(".")[0] for dotted in imports_of(path)} & WEB_LIBRARIES
    assert not found, f"{name_of(path)} must not know {found}"


@every(FILES)
def test_a_file_stays_small(path):
    if CODE / "migrations" in path.parents:
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@every(FILES)
def test_a_function_stays_short(path):
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.FunctionDef) or CODE / "migrations" in path.parents:
            continue
        first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
        lines = node.end_lineno - first.lineno + 1
        assert lines <= 25, f"{name_of(path)}:{node.lineno} {node.name} has {lines} lines"


@every(FILES)
def test_only_the_vault_knows_the_cipher(path):
    if path.relative_to(CODE).parts[:2] in {("core", "vault.py"), ("core", "vault")}:
        return
    cipher = [dotted for dotted in imports_of(path) if dotted.startswith("cryptography")]
    assert not cipher, f"{name_of(path)} must leave {cipher} to core/vault"


@every(FILES)
def test_views_load_records_through_the_person(path):
    if not parts_of(path) & {"views", "admin"}:
        return
    for node, called in calls_in(path):
        last = called.rsplit(".", 1)[-1]
        assert last not in {"get_by_id", "get_or_none", "select", "where", "execute", "execute_sql"}, (
            f"{name_of(path)}:{node.lineno} must ask access or a named query, not {called}"
        )


@every(FILES)
def test_forms_never_query(path):
    if not room_of(path) or "forms" not in parts_of(path):
        return
    for node, called in calls_in(path):
        last = called.rsplit(".", 1)[-1]
        assert last not in {"get_by_id", "get_or_none", "select", "execute", "execute_sql"}, (
            f"{name_of(path)}:{node.lineno} {called}"
        )


@every(FILES)
def test_no_page_is_made_of_strings(path):
    for node, called in calls_in(path):
        last = called.rsplit(".", 1)[-1]
        where = f"{name_of(path)}:{node.lineno}"
        assert last not in {"render_template_string", "populate_obj"}, f"{where} calls {called}"
        if last == "url_for":
            assert not any(word.arg == "_external" for word in node.keywords), (
                f"{where}: links in mails start with the base URL of the settings"
            )


@every(FILES)
def test_time_is_asked_of_the_clock(path):
    if path == CODE / "core" / "clock.py":
        return
    for node, called in calls_in(path):
        assert not re.search(r"\b(datetime|date)\.(now|utcnow|today)$", called), (
            f"{name_of(path)}:{node.lineno}"
        )


def test_no_file_is_called_after_nothing():
    vague = {"utils.py", "helpers.py", "base.py", "misc.py", "common.py"}
    assert not [name_of(path) for path in FILES if path.name in vague]


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


@every(TEMPLATES)
def test_templates_hold_no_code_no_style_and_no_query(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for pattern, why in NEVER_IN_TEMPLATES.items():
        found = re.search(pattern, text)
        assert not found, f"{name_of(path)}: {found.group()!r}: {why}"


@every(TEMPLATES)
def test_every_form_in_a_template_works_without_htmx(path):
    for form in re.findall(r"<form\b[^>]*>", path.read_text(encoding="utf-8")):
        assert "action=" in form and "method=" in form, f"{name_of(path)}: {form}"


@every(TEMPLATES)
def test_a_template_stays_small(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (60 if path.name.startswith("_") else 120), f"{lines} lines"


def test_the_style_sheets_stay_together_under_500_lines():
    sheets = list((ROOT / "static").rglob("*.css")) + list((CODE / "static").rglob("*.css"))
    assert sheets and sum(len(path.read_text(encoding="utf-8").splitlines()) for path in sheets) < 500
