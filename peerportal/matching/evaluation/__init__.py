"""How good the lists are, measured on generated organisations whose true wishes are known; see docs/matching.md."""
