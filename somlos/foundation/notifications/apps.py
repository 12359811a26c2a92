"""Notices as a Django app."""

from django.apps import AppConfig


class Notifications(AppConfig):
    """The inbox, the nudge by e-mail and the jobs of the worker."""

    name = "somlos.foundation.notifications"
    label = "notifications"
