"""Servers under measurement: started as an operator starts them, their processor time read from /proc."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 30


class Server:
    """A server process and its workers, on a free loopback port."""

    def __init__(self, data: Path, command: list[str], log: Path) -> None:
        self.port = _free_port()
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "HOME", "LANG", "WORKERS", "THREADS")
        }
        env = kept | {"DATA_DIR": str(data), "PORT": str(self.port), "PYTHONPATH": str(TOP)}
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, *command], cwd=TOP, env=env, stdout=said, stderr=subprocess.STDOUT
            )
        self._log = log

    def wait(self) -> Server:
        """Return when it answers; raises RuntimeError with what it said when it does not."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                time.sleep(1)  # Each worker still imports and warms up.
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self._log.read_text()}")

    def seconds(self) -> float:
        """Processor seconds that the server and all its workers have used, in user and system mode."""
        return sum(_used(pid) for pid in _family(self.process.pid))

    def megabytes(self) -> float:
        """Memory of all its processes, shared pages counted once (PSS)."""
        return sum(_proportional(pid) for pid in _family(self.process.pid)) / 1024

    def stop(self) -> None:
        """End it the way an operator does."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _family(pid: int) -> list[int]:
    children = [int(child) for child in _read(f"/proc/{pid}/task/{pid}/children").split()]
    for task in os.listdir(f"/proc/{pid}/task") if os.path.isdir(f"/proc/{pid}/task") else []:
        children += [int(child) for child in _read(f"/proc/{pid}/task/{task}/children").split()]
    return [pid, *(each for child in dict.fromkeys(children) for each in _family(child))]


def _used(pid: int) -> float:
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def _proportional(pid: int) -> int:
    lines = _read(f"/proc/{pid}/smaps_rollup").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def python(module: str, *arguments: str) -> str:
    """Run one of the modules of bench in a process of its own; returns what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, cwd=TOP, stdout=subprocess.PIPE, text=True, check=True)
    return ran.stdout
