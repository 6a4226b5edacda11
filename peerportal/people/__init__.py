"""Joining, signing in, profiles, the reporting line and blocks."""
