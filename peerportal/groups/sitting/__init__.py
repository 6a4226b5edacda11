"""Sitting together: meeting mode with its turns, notes and notebooks, and the steps after a meeting."""
