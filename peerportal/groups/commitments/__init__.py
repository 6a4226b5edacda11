"""Commitments: one solid action a member and meeting, what became of it, and a year of them as a ribbon."""
