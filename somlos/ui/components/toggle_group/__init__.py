"""One of a few."""
