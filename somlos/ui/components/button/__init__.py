"""Something to press."""
