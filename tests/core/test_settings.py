"""Settings are read from the environment, and an unsafe production is refused with a sentence for each fault."""

import base64
import json

import pytest

from peerportal.core.keyring import Keyring
from peerportal.core.settings import Settings, UnsafeSettings

GOOD_SECRET = "kT3vQ9zLw7Xc2Bn5Ym8Rp4Sd6Fg1Hj0a"


def production(tmp_path, **changed):
    """A safe production environment, with the given settings changed (None takes one away)."""
    env = {
        "BASE_URL": "https://peers.example.com",
        "SECRET_KEY": GOOD_SECRET,
        "KEY_FILE": str(tmp_path / "keys" / "keyring.json"),
        "DATA_DIR": str(tmp_path / "data"),
    } | changed
    return Settings.from_env({name: value for name, value in env.items() if value is not None})


def test_a_safe_production_starts(tmp_path):
    production(tmp_path).check()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 40}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme" + GOOD_SECRET}, "SECRET_KEY"),
        ({"BASE_URL": "http://peers.example.com"}, "BASE_URL"),
        ({"BASE_URL": "https://peers.example.com/portal"}, "BASE_URL"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"FLASK_DEBUG": "1"}, "DEBUG"),
        ({"KEY_FILE": None}, "KEY_FILE"),
        ({"SMTP_URL": "smtps://mail.example.com", "MAIL_FROM": "nobody"}, "MAIL_FROM"),
    ],
)
def test_an_unsafe_production_is_refused_naming_the_setting(tmp_path, changed, named):
    with pytest.raises(UnsafeSettings, match=named):
        production(tmp_path, **changed).check()


def test_keys_beside_the_data_are_refused(tmp_path):
    with pytest.raises(UnsafeSettings, match="KEY_FILE"):
        production(tmp_path, KEY_FILE=str(tmp_path / "data" / "keyring.json")).check()


def test_keys_that_others_can_read_are_refused(tmp_path):
    settings = production(tmp_path)
    Keyring.create(settings.keys)
    settings.keys.chmod(0o644)
    with pytest.raises(UnsafeSettings, match="KEY_FILE"):
        settings.check()


@pytest.mark.parametrize(
    "env", [{"PORT": "eighty"}, {"PORT": "70000"}, {"JOBS": "perhaps"}, {"WORKERS": "-1"}]
)
def test_a_value_that_cannot_be_read_is_refused(env):
    with pytest.raises(UnsafeSettings, match=next(iter(env))):
        Settings.from_env(env)


@pytest.mark.parametrize("base", ["", "http://localhost:8000", "http://127.0.0.1:9000"])
def test_a_loopback_address_is_development_and_just_works(tmp_path, base):
    settings = Settings.from_env({"BASE_URL": base, "DATA_DIR": str(tmp_path)})
    settings.check()
    assert len(settings.secret()) > 32
    assert settings.secret() == settings.secret()
    assert settings.keys.parent == tmp_path


def test_a_key_file_is_made_once_and_kept_private(tmp_path):
    path = tmp_path / "keys" / "keyring.json"
    first, second = Keyring.create(path), Keyring.create(path)
    assert first.keys == second.keys == Keyring.read(path).keys
    assert path.stat().st_mode & 0o077 == 0


def test_a_key_of_the_wrong_length_is_refused(tmp_path):
    path = tmp_path / "keyring.json"
    path.write_text(json.dumps({"0001": base64.b64encode(b"short").decode()}))
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring.read(path)
