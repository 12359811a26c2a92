"""Fjordvik as a Django app: the seed of a demo, installed in demo mode only."""

from django.apps import AppConfig


class Fjordvik(AppConfig):
    """The fictional municipality."""

    name = "fjordvik"
