"""One contender: a process of its own that does the deeds it is sent, each at the moment the others do theirs."""

import random
import time
from contextlib import nullcontext
from pathlib import Path

from peewee import DatabaseProxy, ModelSelect

from peerportal import create_app
from peerportal.core import db
from peerportal.core.rules import RuleBroken
from peerportal.core.settings import Settings
from tests.races.deeds import DEEDS


def main(settings, pipe, start, guarded):
    """Serve one end of a pipe until None comes; answers are (outcome, detail)."""
    create_app(Settings(**{**settings, "data_dir": Path(settings["data_dir"])}))
    if not guarded:
        take_the_guards_out()
        dawdle(db.database.obj)
    db.database.connect(reuse_if_open=True)
    pipe.send("ready")
    while (task := pipe.recv()) is not None:
        deed, facts = task
        start.wait(60)
        pipe.send(do(DEEDS[deed], facts))
    db.database.close()


def do(deed, facts):
    """("done", what came of it), ("refused", the sentence) or ("failed", the error).

    `after` among the facts are seconds by which the deed comes later than the others; from one that goes `slowly` on,
    this contender stops now and then.
    """
    time.sleep(facts.pop("after", 0))
    if facts.pop("slowly", False) and db.database.obj.execute_sql.__name__ != "dawdling":
        dawdle(db.database.obj)
    try:
        return "done", deed(**facts)
    except RuleBroken as problem:
        return "refused", str(problem)
    except Exception as problem:  # noqa: BLE001 - a failure is an outcome, and no outcome may be one
        return "failed", repr(problem)


def dawdle(database):
    """Stop now and then for some milliseconds before a statement.

    Two deeds of different length would otherwise cross in the same way every time, and a guard that is missing would
    show on one machine and not on another. With this each round crosses them differently.
    """
    at_once = database.execute_sql

    def dawdling(*arguments, **options):
        if random.random() < 0.25:  # noqa: S311 - it decides about nothing that is secret
            time.sleep(random.uniform(0, 0.02))  # noqa: S311
        return at_once(*arguments, **options)

    database.execute_sql = dawdling


def take_the_guards_out():
    """What the code would be without transactions and row locks; the tests must notice."""
    DatabaseProxy.atomic = lambda database, *arguments, **options: nullcontext()
    ModelSelect.for_update = lambda query, *arguments, **options: query
