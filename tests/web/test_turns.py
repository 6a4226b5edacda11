"""Turns: whoever sends slowly waits outside; only a few requests are worked on at once."""

import io
import threading

from peerportal.web.turns import LARGE_AT_ONCE, LARGE_BYTES, SMALL_BYTES, Turns


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


def test_bodies_larger_than_any_picture_keep_no_picture_waiting(app):
    turns, answers = Turns(echo, at_once=1), []
    slow = [Slow(b"late") for _ in range(LARGE_AT_ONCE)]
    waiting = [
        threading.Thread(target=lambda body=body: answers.append(ask(turns, body, 40_000_000)))
        for body in slow
    ]
    for one in waiting:
        one.start()
    quick = threading.Thread(target=lambda: answers.append(ask(turns, b"soon", LARGE_BYTES)))
    quick.start()
    quick.join(10)
    assert answers == [[b"soon"]]
    for body, one in zip(slow, waiting, strict=True):
        body.let.set()
        one.join(10)
    assert answers[1:] == [[b"late"]] * LARGE_AT_ONCE


def test_nonsense_for_a_length_counts_as_large(app):
    turns = Turns(echo, at_once=1)
    with turns._turns:
        assert ask(turns, b"x", length="-1") == [b"x"]
