"""One contender: a process of its own that does the deeds it is sent, each at the moment the others do theirs."""

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
    db.database.connect(reuse_if_open=True)
    pipe.send("ready")
    while (task := pipe.recv()) is not None:
        deed, facts = task
        start.wait(60)
        pipe.send(do(DEEDS[deed], facts))
    db.database.close()


def do(deed, facts):
    """("done", what came of it), ("refused", the sentence) or ("failed", the error)."""
    try:
        return "done", deed(**facts)
    except RuleBroken as problem:
        return "refused", str(problem)
    except Exception as problem:  # noqa: BLE001 - a failure is an outcome, and no outcome may be one
        return "failed", repr(problem)


def take_the_guards_out():
    """What the code would be without transactions and row locks; the tests must notice."""
    DatabaseProxy.atomic = lambda database, *arguments, **options: nullcontext()
    ModelSelect.for_update = lambda query, *arguments, **options: query
