"""What several activities have in common: writing apart and revealing together, talking, turns, draws, lists."""
