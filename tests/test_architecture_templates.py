"""House rules about what templates may hold: to change a rule, change it here first.

Each rule is one test, which names every place that breaks it.
"""

import re

from tests.sources import TEMPLATES, name_of, none

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
