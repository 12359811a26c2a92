"""More, for those who want it."""
