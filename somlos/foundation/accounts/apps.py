"""Accounts as a Django app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Sign-in and the user."""

    name = "somlos.foundation.accounts"
    label = "accounts"
