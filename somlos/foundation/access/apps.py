"""The door as a Django app."""

from django.apps import AppConfig


class Access(AppConfig):
    """Compartments, relations, basis, blocks, warrants and sessions."""

    name = "somlos.foundation.access"
    label = "access"
