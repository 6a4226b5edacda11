"""What the pages cost, and how to repeat it: `make bench`."""
