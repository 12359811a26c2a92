"""The door as a Django app."""

from django.apps import AppConfig

from somlos.kernel.processing import Processing


class Access(AppConfig):
    """Compartments, relations, basis, blocks, warrants and sessions."""

    name = "somlos.foundation.access"
    label = "access"
    processing = Processing(
        purpose="Å avgjøre hvem som får åpne hva, hvorfor og hvor lenge.",
        about="Barn og unge, foresatte, ansatte.",
        basis="Plikten til å sikre at bare rett person får tilgang (personvernforordningen artikkel 32), og samtykke eller hjemmel som rommet selv holder rede på.",
        shown_to="Den som selv kan åpne et rom, ser hvem andre som kan det.",
        erased="Relasjoner slutter på datoen sin; raden står som svar på hvem som kunne se. Avtrykket av fødselsnummeret tømmes når barnet blir glemt.",
    )
