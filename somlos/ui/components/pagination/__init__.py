"""More pages of the same list."""
