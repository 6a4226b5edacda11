"""Serving: a port that somebody else has is refused in one sentence instead of being shared in silence."""

import socket

from peerportal import serve
from peerportal.core.settings import Settings


def test_a_taken_port_is_refused(app, tmp_path, capsys):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serve.serve(Settings(data_dir=tmp_path, port=port)) == 1
    assert f"PORT {port} cannot be used" in capsys.readouterr().err


def test_a_free_port_is_fine(app):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert serve._port_problem(Settings(port=port)) is None


def test_an_address_of_another_machine_is_refused(app):
    assert "BIND" in serve._port_problem(Settings(bind="192.0.2.1", port=8000))
