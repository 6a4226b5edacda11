"""Banks and decks: what comes with the portal, what coordinators and groups add, and how a group draws."""
