"""Accounts as a Django app."""

from django.apps import AppConfig
from django.core import checks

from somlos.foundation.accounts.actions.conversation import OurKeyWrong, our_key
from somlos.foundation.accounts.actions.providers import providers
from somlos.foundation.accounts.rules.providers import ProviderWrong
from somlos.kernel.processing import Processing


class Accounts(AppConfig):
    """Sign-in and the user."""

    name = "somlos.foundation.accounts"
    label = "accounts"
    processing = Processing(
        purpose="Å vite hvem som er innlogget, uten å lagre hvem det er noe annet sted enn som et avtrykk.",
        about="Ansatte, foresatte, ungdom og andre som kan logge inn.",
        basis="Plikten til å sikre at bare rett person får tilgang (personvernforordningen artikkel 32).",
        shown_to="Ingen.",
        erased="Innlogging under veis etter ti minutter; tekst som ble skrevet da økten gikk ut, etter en time.",
    )

    def ready(self) -> None:
        """Have the providers looked at before anything is served."""
        checks.register(providers_can_be_used, checks.Tags.security)


def providers_can_be_used(**_: object) -> list[checks.CheckMessage]:
    """Tell in a sentence which provider in the settings cannot be used, or whose key."""
    try:
        for provider in providers().values():
            our_key(provider)
    except (ProviderWrong, OurKeyWrong) as wrong:
        return [checks.Error(str(wrong), id="accounts.E001")]
    return []
