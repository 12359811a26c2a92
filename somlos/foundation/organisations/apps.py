"""Organisations as a Django app."""

from django.apps import AppConfig

from somlos.kernel.processing import Processing


class Organisations(AppConfig):
    """Municipalities, units, posts, closed periods and absence."""

    name = "somlos.foundation.organisations"
    label = "organisations"
    processing = Processing(
        purpose="Å vite hvilke tjenester kommunen har, hvem som arbeider i dem, og når de er borte.",
        about="Ansatte.",
        basis="Arbeidsforholdet og kommunens oppgaver etter lov.",
        shown_to="Kolleger i samme kommune; familier får navn og tjeneste på dem de har med å gjøre.",
        erased="Stillinger slutter på datoen sin; navnet er forseglet med kommunens egen nøkkel.",
    )
