"""The pages of goals: lists and single goals, their wording, steps, check-ins, offers and end."""

from peerportal.groups.views.goals import check_ins, offers, pages, steps, wording

__all__ = ["check_ins", "offers", "pages", "steps", "wording"]
