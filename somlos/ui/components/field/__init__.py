"""Something to fill in."""
