"""The vault as a Django app."""

from django.apps import AppConfig


class Vault(AppConfig):
    """One data key per lockbox, and sealed text."""

    name = "somlos.foundation.vault"
    label = "vault"
