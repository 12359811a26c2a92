"""How many there are."""
