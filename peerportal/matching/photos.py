"""Whose photo a person may see: that of everybody they can reach, and of nobody else."""

from __future__ import annotations

from peerportal.matching import index, rules


def reachable(viewer_id: int, ref: str) -> bool:
    """Whether the person with this opaque id can be reached, by the rules of profile pages.

    Were a photo shown where the page is hidden, a block would look otherwise than a cool-down does.
    """
    with index.opened() as known:
        viewer, other = known.pool.peer(viewer_id), known.called(ref)
        if viewer is None or other is None:
            return False
        return not rules.hidden(viewer, other, known.ties(viewer_id))
