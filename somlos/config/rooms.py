"""The rooms of the house, from the ground up. A new room adds one line."""

ROOMS: list[str] = [
    "somlos.ui",
    "somlos.foundation.vault",
    "somlos.foundation.audit",
    "somlos.foundation.accounts",
    "somlos.foundation.notifications",
    "somlos.foundation.access",
    "somlos.foundation.organisations",
    "somlos.foundation.people",
    "somlos.municipality.catalogue",
    "somlos.child.concerns",
    "somlos.surface.pages",
]
