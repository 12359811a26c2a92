"""A list of things on a card."""
