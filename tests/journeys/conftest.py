"""The portal as people meet it: the real server, real Chromium, nothing inside the process touched."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from peerportal import TOP
from peerportal.serve import SECONDS_TO_FINISH
from tests import databases

START_SECONDS = 40


class Portal:
    """A server started the way the README says, on a free port and an empty database."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "server.log"
        self.database = databases.url_for_tests(folder) if databases.is_postgres() else ""
        self.env = os.environ | {
            "DATA_DIR": str(self.data),
            "PORT": str(self.port),
            "HOME": str(folder),
            "PYTHONUNBUFFERED": "1",
            "DATABASE_URL": self.database,
        }

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "app.py"],
                cwd=TOP,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        """Return once the first page answers 200."""
        opener = urllib.request.build_opener()
        for _ in range(START_SECONDS * 5):
            assert self.process.poll() is None, self.said()
            try:
                with opener.open(self.url, timeout=5) as answer:
                    assert answer.status == 200
                    return
            except OSError:
                self._wait_a_moment()
        raise AssertionError(f"the portal did not start: {self.said()}")

    def _wait_a_moment(self):
        # The process is the only thing that can tell: it either ends (and that is the failure) or goes on starting.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.2)

    def said(self):
        return self.log.read_text()

    def link(self, part):
        """An address with this part that the terminal printed."""
        return re.search(rf"{re.escape(self.url)}/\S*{part}\S*", self.said()).group(0)

    def run(self, *arguments):
        """One of the operator's commands; returns what it printed."""
        command = [sys.executable, "-m", "flask", "--app", "app", *arguments]
        return subprocess.run(
            command, cwd=TOP, env=self.env, capture_output=True, text=True, check=True
        ).stdout

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            # A process that is told while it still starts does not hear it and is ended after SECONDS_TO_FINISH.
            self.process.wait(2 * SECONDS_TO_FINISH)


@pytest.fixture
def portal(tmp_path):
    """A portal that nobody has set up yet."""
    yield from started(tmp_path)


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """The same for all tests of a file, which leave it as it is."""
    yield from started(tmp_path_factory.mktemp("standing"))


def started(folder):
    portal = Portal(Path(folder))
    portal.start()
    yield portal
    portal.stop()
    if portal.database:
        databases.drop(portal.database)


class Complaints(list):
    """What a page did that no page may do: errors, refused content, requests to other hosts."""

    def watch(self, page, url):
        page.on("pageerror", lambda error: self.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", lambda request: self._request(request.url, url))

    def _console(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.append(f"console: {message.text}")

    def _request(self, asked, ours):
        if not asked.startswith((ours, "data:", "about:")):
            self.append(f"left the host: {asked}")


@pytest.fixture
def visit(chromium, portal):
    """Opens a browser of its own for somebody: visit() or visit(javascript=False)."""
    contexts, complaints = [], Complaints()

    def open_one(*, javascript=True, width=1280):
        size = {"width": width, "height": 900}
        context = chromium.new_context(java_script_enabled=javascript, viewport=size, base_url=portal.url)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        complaints.watch(page, portal.url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints, complaints
