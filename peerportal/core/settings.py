"""Settings: read once from the environment, refused when unsafe."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SAMPLE_SECRETS = ("dev", "secret", "changeme", "change-me", "---", "test", "password")
SECRET_LENGTH = 32
LEAST_RETENTION = 15  # days: what is forgotten is announced two weeks before


class UnsafeSettings(Exception):
    """The portal will not start like this; each line names a setting and says what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set, each from the environment variable of the same name in capitals."""

    data_dir: Path = Path("var")
    database_url: str = ""
    base_url: str = ""
    bind: str = "127.0.0.1"
    port: int = 8000
    secret_key: str = field(default="", repr=False)
    key_file: Path | None = None
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    workers: int = 2
    threads: int = 4
    jobs: bool = True
    trusted_proxies: int = 0
    semantic: bool = False
    retention_days: int = 90
    debug: bool = False

    @classmethod
    def from_env(cls, env: dict[str, str] | None = None) -> Settings:
        """The settings in the environment; raises UnsafeSettings for a value that cannot be read."""
        given = dict(os.environ if env is None else env)
        try:
            return cls(
                data_dir=Path(given.get("DATA_DIR") or "var").absolute(),
                database_url=given.get("DATABASE_URL", ""),
                base_url=given.get("BASE_URL", "").rstrip("/"),
                bind=given.get("BIND") or "127.0.0.1",
                port=_number(given, "PORT", 8000, 65535),
                secret_key=given.get("SECRET_KEY", ""),
                key_file=Path(given["KEY_FILE"]).absolute() if given.get("KEY_FILE") else None,
                smtp_url=given.get("SMTP_URL", ""),
                mail_from=given.get("MAIL_FROM", ""),
                workers=_number(given, "WORKERS", 2, 64),
                threads=_number(given, "THREADS", 4, 64),
                jobs=_switch(given, "JOBS", True),
                trusted_proxies=_number(given, "TRUSTED_PROXIES", 0, 10),
                semantic=_switch(given, "SEMANTIC", False),
                retention_days=_number(given, "RETENTION_DAYS", 90, 3650, LEAST_RETENTION),
                debug=_switch(given, "DEBUG", False) or _switch(given, "FLASK_DEBUG", False),
            )
        except ValueError as problem:
            raise UnsafeSettings(str(problem)) from None

    @property
    def is_production(self) -> bool:
        """Whether the base URL is one that other machines can reach."""
        return bool(self.base_url) and urlsplit(self.base_url).hostname not in LOOPBACK

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def url(self) -> str:
        """The address that links in mails and on the terminal begin with."""
        host = "127.0.0.1" if self.bind in ("0.0.0.0", "::") else self.bind  # noqa: S104
        return self.base_url or f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'portal.db'}"

    @property
    def keys(self) -> Path:
        return self.key_file or self.data_dir / "keyring.json"

    def secret(self) -> str:
        """The key that signs cookies; in development one is made and kept beside the data."""
        if self.secret_key or self.is_production:
            return self.secret_key
        path = self.data_dir / "secret"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return path.read_text().strip()

    def check(self) -> None:
        """Raise UnsafeSettings with one sentence for each thing that is unsafe in production."""
        found = list(self._problems()) if self.is_production else []
        if found:
            raise UnsafeSettings("\n".join(found))

    def _problems(self) -> Iterator[str]:
        split = urlsplit(self.base_url)
        if split.scheme != "https":
            yield "BASE_URL must begin with https:// when the portal is reachable by others."
        if split.path or split.query or split.fragment:
            yield "BASE_URL must be a bare address without a path."
        if self.debug:
            yield "DEBUG and FLASK_DEBUG must be off when BASE_URL is not this machine."
        yield from self._secret_problems()
        yield from self._key_problems()
        if self.smtp_url and "@" not in self.mail_from:
            yield "MAIL_FROM must be the sender's e-mail address when SMTP_URL is set."

    def _secret_problems(self) -> Iterator[str]:
        if len(self.secret_key) < SECRET_LENGTH:
            yield "SECRET_KEY must be set to at least 32 random characters."
        elif len(set(self.secret_key)) < 10 or self.secret_key.lower().startswith(SAMPLE_SECRETS):
            yield "SECRET_KEY looks like a sample: set it to random characters."

    def _key_problems(self) -> Iterator[str]:
        if self.key_file is None:
            yield "KEY_FILE must name a file outside DATA_DIR for the keys that seal people's words."
            return
        if self.key_file.resolve().is_relative_to(self.data_dir.resolve()):
            yield "KEY_FILE must not lie inside DATA_DIR: a stolen copy of the data would hold its own keys."
        if self.key_file.exists() and stat.S_IMODE(self.key_file.stat().st_mode) & 0o077:
            yield "KEY_FILE must be readable by the portal's own account alone (chmod 600)."


def _number(given: dict[str, str], name: str, default: int, most: int, least: int = 0) -> int:
    text = given.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        bounds = f"from {least} to {most}" if least else f"up to {most}"
        raise ValueError(f"{name} must be a whole number {bounds}.")
    return int(text)


def _switch(given: dict[str, str], name: str, default: bool) -> bool:
    text = given.get(name, "").strip().lower()
    if text in ("", "on", "off", "1", "0", "true", "false", "yes", "no"):
        return text in ("on", "1", "true", "yes") if text else default
    raise ValueError(f"{name} must be on or off.")
