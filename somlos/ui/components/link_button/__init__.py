"""A link that looks like a button."""
