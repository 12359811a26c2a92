"""Whole stories in a browser, named after what a family or a colleague experiences."""
