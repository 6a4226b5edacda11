"""Finding a peer: suggestions with reasons, people search, requests."""
