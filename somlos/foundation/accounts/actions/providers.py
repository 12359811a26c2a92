"""The providers this installation trusts."""

from collections.abc import Mapping

from django.conf import settings

from somlos.foundation.accounts.rules.providers import Provider, UserKind, read_providers


def providers() -> Mapping[str, Provider]:
    """Return the providers of the settings by their key; raises ProviderWrong when they cannot be used."""
    return read_providers(settings.SOMLOS_PROVIDERS)


def providers_for(audience: UserKind) -> list[Provider]:
    """Return those that vouch for employees, or for residents, in the order of the settings."""
    return [provider for provider in providers().values() if provider.audience is audience]
