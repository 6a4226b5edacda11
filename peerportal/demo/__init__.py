"""Tidewell: an invented company to look at the portal with. Its people, pairs and requests stand in the TOML files."""
