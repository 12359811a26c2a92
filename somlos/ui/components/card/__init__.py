"""A white card."""
