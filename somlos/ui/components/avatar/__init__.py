"""The initials of a person, in a circle."""
