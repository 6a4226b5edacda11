"""What waits for me."""
