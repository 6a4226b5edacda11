"""How many statements each page sends to the database: `python -m bench.queries DIR`, one line a page."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.pages import FILTERED, SWAP
from bench.prepare import edit, move_pairs
from peerportal import create_app
from peerportal.core import db
from peerportal.core.settings import Settings


def count(data: Path) -> dict[str, int]:
    """Statements by page name; each page is asked for once to warm up and once to count."""
    app = create_app(Settings(data_dir=data, jobs=False))
    found = json.loads((data / "bench.json").read_text())
    browser = app.test_client()
    name = app.config["SESSION_COOKIE_NAME"]
    pair = found["pairs"][-1]
    asked = {
        "suggestions": ("/suggestions", {}),
        "filter fragment": (FILTERED, dict(SWAP)),
        "pair page": (f"/groups/{pair['ref']}", {}),
    }
    counted = {}
    for page, (path, headers) in asked.items():
        cookie = pair["cookie"] if page == "pair page" else found["viewers"][-1]
        browser.set_cookie(name, cookie, domain="localhost")
        browser.get(path, headers=headers)
        # Once as it is after a change, once as it is when nothing has changed.
        edit(data)
        move_pairs(data)
        names = ("after a change", "as it was") if page == "pair page" else ("first look", "again")
        for name_shown in (f"{page}, {name}" for name in names):
            with Counted() as statements:
                answer = browser.get(path, headers=headers)
            counted[name_shown] = len(statements) if answer.status_code == 200 else -1
    return counted


class Counted:
    """Collects the statements sent while it is open."""

    def __enter__(self) -> list[str]:
        self.statements: list[str] = []
        real = db.database.obj
        self._kept: Any = real.execute_sql

        def execute_sql(sql: str, *args: Any, **kwargs: Any) -> Any:
            self.statements.append(sql)
            return self._kept(sql, *args, **kwargs)

        real.execute_sql = execute_sql
        return self.statements

    def __exit__(self, *problem: object) -> None:
        del db.database.obj.execute_sql


if __name__ == "__main__":
    print(json.dumps(count(Path(sys.argv[1]))))
