"""Pairs and circles: first chat, agreement, meetings and their agendas."""
