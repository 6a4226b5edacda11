"""What may be typed on a group's pages, one file a noun."""
