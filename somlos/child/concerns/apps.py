"""Concerns as a Django app."""

from django.apps import AppConfig


class Concerns(AppConfig):
    """The wonder note and its steps."""

    name = "somlos.child.concerns"
    label = "concerns"
