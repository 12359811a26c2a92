"""A person with a line about them."""
