"""The top of a page."""
