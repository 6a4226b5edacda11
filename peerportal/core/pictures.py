"""Pictures that people bring: opened with care, and drawn anew from their pixels so that nothing else is kept."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps

from peerportal.core.rules import RuleBroken

KINDS = ["JPEG", "PNG", "WEBP"]
MOST_SIDE = 20_000  # no camera makes a longer one
QUALITY = 82


@dataclass(frozen=True)
class Bounds:
    """What is taken: at most so many bytes and pixels. `called` is the word for it in the sentences that refuse one.

    Where `side` is given, a JPEG may have four times as many pixels, since it is read no larger than is needed for it.
    """

    called: str
    bytes: int
    pixels: int  # Pillow itself only warns up to twice its own limit
    side: int | None = None


def upright(data: bytes, bounds: Bounds) -> Any:
    """The picture as it is to be looked at, in RGB on white; RuleBroken when it is none, or too large."""
    if len(data) > bounds.bytes:
        raise RuleBroken(too_large(bounds))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=KINDS) as picture:
                _check_size(picture, bounds)
                return _flat(ImageOps.exif_transpose(picture))
    except RuleBroken:
        raise
    except Image.DecompressionBombError as problem:
        raise RuleBroken(_too_many(bounds)) from problem
    except Exception as problem:  # noqa: BLE001 - a damaged file makes Pillow fail in any way there is
        unreadable = f"This does not seem to be a {bounds.called}. JPEG, PNG and WebP are fine."
        raise RuleBroken(unreadable) from problem


def too_large(bounds: Bounds) -> str:
    """What is said of a file with too many bytes."""
    most = bounds.bytes // 1_000_000
    return f"This {bounds.called} is too large; please choose one of at most {most} MB."


def _too_many(bounds: Bounds) -> str:
    return f"This {bounds.called} has too many pixels; please choose a smaller one."


def _check_size(picture: Any, bounds: Bounds) -> None:
    if max(picture.size) > MOST_SIDE or picture.width * picture.height > 4 * bounds.pixels:
        raise RuleBroken(_too_many(bounds))
    if bounds.side:
        picture.draft("RGB", (bounds.side, bounds.side))  # asks a JPEG for a half or a quarter of its size
    if picture.width * picture.height > bounds.pixels:
        raise RuleBroken(_too_many(bounds))


def _flat(picture: Any) -> Any:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    sheet = Image.new("RGB", layer.size, "white")
    sheet.paste(layer, mask=layer.getchannel("A"))
    return sheet


def as_webp(picture: Any) -> bytes:
    """The pixels as a WebP file that holds nothing else."""
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY)
    return out.getvalue()
