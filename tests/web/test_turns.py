"""Turns: whoever sends slowly waits outside; only a few requests are worked on at once."""

import io
import threading

from peerportal.web.turns import SMALL_BYTES, Turns


class Slow(io.BytesIO):
    """A body that arrives when it is let."""

    def __init__(self, data):
        super().__init__(data)
        self.let = threading.Event()

    def read(self, *size):
        assert self.let.wait(10)
        return super().read(*size)


def echo(environ, start_response):
    return [environ["wsgi.input"].read()]


def ask(turns, body=b"", length=None):
    stream = body if hasattr(body, "read") else io.BytesIO(body)
    return turns({"wsgi.input": stream, "CONTENT_LENGTH": str(len(body) if length is None else length)}, None)


def test_a_slow_body_takes_no_turn(app):
    turns, slow = Turns(echo, at_once=1), Slow(b"late")
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(ask(turns, slow, 4)))
    waiting.start()
    assert ask(turns, b"soon") == [b"soon"]
    slow.let.set()
    waiting.join(10)
    assert answers == [[b"late"]]


def test_large_bodies_take_turns_of_their_own(app):
    turns = Turns(echo, at_once=1)
    with turns._turns:
        assert ask(turns, b"x" * (SMALL_BYTES + 1)) == [b"x" * (SMALL_BYTES + 1)]


def test_nonsense_for_a_length_counts_as_large(app):
    turns = Turns(echo, at_once=1)
    with turns._turns:
        assert ask(turns, b"x", length="-1") == [b"x"]
