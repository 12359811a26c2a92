"""The rooms of the house, from the ground up. A new room adds one line."""

ROOMS: list[str] = [
]
