"""The design system as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The room that knows how pages look and nothing about what they say."""

    name = "somlos.ui"
    label = "ui"
