"""Pairs and circles: first chat, agreement, meetings and their agendas."""

from peerportal.groups import followings

__all__ = ["followings"]
