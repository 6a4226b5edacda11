"""Starting and stopping, as an operator meets them."""

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
