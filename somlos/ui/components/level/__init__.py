"""The level, always with its words."""
