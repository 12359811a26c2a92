"""Wondering about a child, and what the action guide says to do next."""
