"""Numbers as people type them, with comma or point, signs and thousands; what can be read two ways is asked about."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

MOST = Decimal(999_999_999)
FINEST = 4  # digits after the point
LONGEST = 24
_MINUS = str.maketrans({"−": "-", "–": "-", "‑": "-", "\u066b": ".", "\u066c": "'", "’": "'"})
_SHAPE = re.compile(r"[+-]?\d[\d.,']*|[+-]?[.,]\d+")
_TWO_WAYS = re.compile(r"[+-]?([1-9]\d{0,2})([.,])(\d{3})")


class NotANumber(ValueError):
    """The text is no number; the message is a sentence for whoever typed it."""


def read(text: str) -> Decimal:
    """The number that was typed; raises NotANumber with what to do instead."""
    typed = re.sub(r"\s", "", text[: LONGEST + 1].translate(_MINUS))
    if len(text.strip()) > LONGEST or not _SHAPE.fullmatch(typed):
        raise NotANumber("Please give a number alone, such as 12 or 3.5.")
    if two := _TWO_WAYS.fullmatch(typed):
        whole, _, rest = two.groups()
        raise NotANumber(
            f"Is this {whole}{rest}, or {whole} and a bit? Please type {whole}{rest}, or {whole}.{rest}0."
        )
    return _bounded(_plain(typed))


def _plain(typed: str) -> str:
    """The number with a point for decimals alone: the last of two kinds of mark is the decimal one."""
    typed = _without_thousands(typed, "'")
    marks = [mark for mark in typed if mark in ".,"]
    if len(set(marks)) == 2:
        whole, last, decimals = typed.rpartition(marks[-1])
        if marks.count(last) > 1:
            raise NotANumber("Please give a number alone, such as 12 or 3.5.")
        return _without_thousands(whole, marks[0]) + "." + decimals
    if len(marks) > 1:
        return _without_thousands(typed, marks[0])
    return typed.replace(",", ".")


def _without_thousands(typed: str, mark: str) -> str:
    if mark not in typed:
        return typed
    whole, point, decimals = typed.partition("." if mark == "'" else "\0")
    if not re.fullmatch(rf"[+-]?\d{{1,3}}({re.escape(mark)}\d{{3}})+(,\d+)?", whole):
        raise NotANumber("Please give a number alone, such as 12 or 3.5.")
    return whole.replace(mark, "") + point + decimals


def _bounded(plain: str) -> Decimal:
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise NotANumber("Please give a number alone, such as 12 or 3.5.") from None
    if abs(number) > MOST:
        raise NotANumber("Please keep it below a thousand million.")
    if number != round(number, FINEST):
        raise NotANumber(f"Please give at most {FINEST} digits after the point.")
    return number


def kept(number: Decimal) -> str:
    """The number as it is kept: no blanks, no noughts at the end, never in powers of ten."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def shown(number: Decimal | None) -> str:
    """The number as a page shows it: a real minus, and thousands set apart by a narrow blank."""
    if number is None:
        return ""
    text = kept(number)
    whole, point, decimals = text.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u202f") if len(whole) > 4 else whole
    return ("\u2212" if text.startswith("-") else "") + grouped + point + decimals
