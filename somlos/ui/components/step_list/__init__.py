"""Numbered steps side by side."""
