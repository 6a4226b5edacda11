"""What the house rules ask of the sources: which files there are, and what each imports, calls and defines."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ROOT / "peerportal"
FILES = sorted(path for path in CODE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) or sorted((CODE / "templates").rglob("*.html"))

# Each room may import only what stands to its right.
ORDER = "home insights concerns surveys community activities matching groups programmes people terms web core".split()
EDGE = {"views", "admin", "access", "forms"}  # the files of a room that know a request


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
