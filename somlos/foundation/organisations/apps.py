"""Organisations as a Django app."""

from django.apps import AppConfig


class Organisations(AppConfig):
    """Municipalities, units, posts, closed periods and absence."""

    name = "somlos.foundation.organisations"
    label = "organisations"
