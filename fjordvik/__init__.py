"""Fjordvik: a municipality that does not exist, for tests, demo and screenshots. Every person and place is invented."""
