"""People as a Django app."""

from django.apps import AppConfig

from somlos.kernel.processing import Processing


class People(AppConfig):
    """Children, carers, trusted persons, own lists, and whether real people may be stored yet."""

    name = "somlos.foundation.people"
    label = "people"
    processing = Processing(
        purpose="Å vite hvem barnet er, hvem som har omsorgen, og hvem som har barnet på lista si.",
        about="Barn og unge fra svangerskapet til og med 24 år, foresatte, andre omsorgspersoner og tillitspersoner.",
        basis="Tjenestens egen lovpålagte oppgave, som kommunen har valgt for hvert formål før programmet tar imot et ekte barn.",
        shown_to="De i tjenesten som har barnet på lista si, og de som er i en krets om barnet.",
        erased="Når ingen har noe med barnet å gjøre og kommunens regel sier det, blir barnet glemt.",
    )
