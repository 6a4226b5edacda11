"""A programme: its purpose, rules and people."""
