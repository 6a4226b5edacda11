"""What higher rooms and parts of this one want to do when something happens to a group; its tables need not know."""

from __future__ import annotations

from peerportal.people.hooks import Hook

on_close = Hook()  # (group): it was closed, by whomever; within the same transaction
on_retire = Hook()  # (group): its words are destroyed; blank what else its space sealed
