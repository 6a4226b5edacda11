"""Starting and stopping, as an operator meets them."""

import contextlib
import os
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


def test_the_set_up_link_is_printed_once_the_portal_answers(portal):
    assert portal.link("set-up").startswith(portal.url)
    assert "password" not in portal.said().lower()


def test_a_second_start_on_the_same_port_is_refused_and_harms_nobody(portal):
    second = start(portal.env | {"DATA_DIR": str(portal.folder / "other"), "DATABASE_URL": ""})
    assert second.returncode == 1
    assert "cannot be used" in second.stderr
    portal.wait_until_it_answers()


def test_stopping_ends_every_process_of_the_portal(portal):
    group = portal.process.pid
    portal.stop()
    left = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True)
    assert left.stdout == ""


def test_an_unsafe_production_does_not_start(portal):
    env = portal.env | {"BASE_URL": "http://peers.example.com", "SECRET_KEY": "short"}
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


COUNT_DONE = """
from peerportal import create_app
from peerportal.core.jobs import Job
with create_app().app_context():
    from peerportal.core.db import database
    database.connect(reuse_if_open=True)
    print(Job.select().where(Job.done.is_null(False)).count())
"""


def jobs_done(env):
    run = subprocess.run([sys.executable, "-c", COUNT_DONE], cwd=TOP, env=env, capture_output=True, text=True)
    return int(run.stdout.strip().splitlines()[-1])


def test_a_worker_of_its_own_does_the_work_and_ends_when_told(tmp_path):
    env = os.environ | {"DATA_DIR": str(tmp_path), "HOME": str(tmp_path), "JOBS": "off", "DATABASE_URL": ""}
    worker = subprocess.Popen([sys.executable, "app.py", "worker"], cwd=TOP, env=env)
    try:
        for _ in range(SECONDS):
            with contextlib.suppress(subprocess.TimeoutExpired):
                pytest.fail(f"the worker ended by itself: {worker.wait(1)}")
            if (tmp_path / "portal.db").exists() and jobs_done(env):
                break
        assert jobs_done(env) >= 1
    finally:
        worker.terminate()
    assert worker.wait(SECONDS) == 0
