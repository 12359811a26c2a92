"""Identifiers: random, so that nobody can guess or count them."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """Make an identifier that says nothing about what it names."""
    return uuid4()
