"""Tests of the house itself: what holds in every room, and no linter can see. Each says in one line what to do about it."""
