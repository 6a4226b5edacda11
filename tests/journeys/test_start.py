"""Starting and stopping, as an operator meets them."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest

from peerportal import TOP, _keyring
from peerportal.core import vault
from peerportal.core.db import transaction
from peerportal.core.settings import UnsafeSettings

SECONDS = 30


def start(env, *arguments):
    """Run `python app.py`; it is expected to end by itself."""
    command = [sys.executable, "app.py", *arguments]
    return subprocess.run(command, cwd=TOP, env=env, capture_output=True, text=True, timeout=SECONDS)


def test_the_set_up_link_is_printed_once_the_portal_answers(standing):
    assert standing.link("set-up").startswith(standing.url)
    assert "password" not in standing.said().lower()


def test_a_second_start_on_the_same_port_is_refused_and_harms_nobody(standing):
    second = start(standing.env | {"DATA_DIR": str(standing.folder / "other"), "DATABASE_URL": ""})
    assert second.returncode == 1
    assert "cannot be used" in second.stderr
    standing.wait_until_it_answers()


@pytest.mark.long
def test_stopping_ends_every_process_of_the_portal(portal):
    group = portal.process.pid
    portal.stop()
    left = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True)
    assert left.stdout == ""


def test_an_unsafe_production_does_not_start(standing):
    env = standing.env | {"BASE_URL": "http://peers.example.com", "SECRET_KEY": "short"}
    refused = start(env)
    assert refused.returncode == 2
    for setting in ("BASE_URL", "SECRET_KEY", "KEY_FILE"):
        assert setting in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_lost_key_file_is_never_replaced_in_silence(app, settings, tmp_path):
    with transaction():
        vault.new_space("group", [1])
    lost = replace(settings, key_file=tmp_path / "gone" / "keyring.json")
    with pytest.raises(UnsafeSettings, match="KEY_FILE"):
        _keyring(lost)
    assert not lost.keys.exists()


def jobs_done(database):
    """How many jobs are done in a database that another process makes and fills."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        try:
            return reader.execute("SELECT count(*) FROM job WHERE done IS NOT NULL").fetchone()[0]
        except sqlite3.OperationalError:
            return 0  # its tables are still being made


@pytest.mark.long
def test_a_worker_of_its_own_does_the_work_and_ends_when_told(tmp_path):
    env = os.environ | {"DATA_DIR": str(tmp_path), "HOME": str(tmp_path), "JOBS": "off", "DATABASE_URL": ""}
    database = tmp_path / "portal.db"
    worker = subprocess.Popen([sys.executable, "app.py", "worker"], cwd=TOP, env=env)
    try:
        for _ in range(SECONDS):
            with contextlib.suppress(subprocess.TimeoutExpired):
                pytest.fail(f"the worker ended by itself: {worker.wait(1)}")
            if database.exists() and jobs_done(database):
                break
        assert jobs_done(database) >= 1
    finally:
        worker.terminate()
    assert worker.wait(SECONDS) == 0
