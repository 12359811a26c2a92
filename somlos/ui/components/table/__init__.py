"""A table that stacks on a phone."""
