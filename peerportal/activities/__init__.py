"""The activities: twelve things that peers do together inside the portal, and what they have in common."""
