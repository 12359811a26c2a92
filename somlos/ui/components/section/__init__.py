"""A part of a page with its heading."""
