"""What every room stands on; nothing here knows about the web."""
