"""Meetings booked, not hoped for: finding times, booking, moving, missing and calling off, nudges and reminders."""
