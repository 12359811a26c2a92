"""A label in a few words."""
