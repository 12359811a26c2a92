"""People as a Django app."""

from django.apps import AppConfig


class People(AppConfig):
    """Children, carers, trusted persons, own lists, and whether real people may be stored yet."""

    name = "somlos.foundation.people"
    label = "people"
