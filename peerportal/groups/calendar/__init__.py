"""Meetings and first chats in people's own calendars: when and with whom, never where nor what about."""
