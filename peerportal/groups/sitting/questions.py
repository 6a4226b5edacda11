"""Which questions are offered for the next meeting: those of the stage that fits, or of another one to look at."""

from __future__ import annotations

from typing import Any

from peerportal.groups import formats, starters
from peerportal.groups.sitting.around import Around


def facts(around: Around, words: set[str], stage: str, form: str) -> dict[str, Any]:
    """The questions that are not on the agenda yet (`words` are its points), for the page and for a change of stage.

    A group that never met begins with the questions of its format.
    """
    chosen = stage if stage in starters.STAGES else ""
    offered = starters.of_stage(chosen or around.stage)
    if not chosen and not around.held and not formats.of(form).is_pair:
        offered = formats.of(form).starters
    fresh = [one for one in offered if one.words not in words]
    return {
        "stage": chosen,
        "stage_now": around.stage,
        "starters": fresh[: starters.SHOWN],
        "more_starters": fresh[starters.SHOWN :],
    }
