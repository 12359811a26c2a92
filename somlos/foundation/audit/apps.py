"""History as a Django app."""

from django.apps import AppConfig

from somlos.kernel.processing import Processing


class Audit(AppConfig):
    """Append-only history and access log."""

    name = "somlos.foundation.audit"
    label = "audit"
    processing = Processing(
        purpose="Å kunne vise familie og tilsyn hvem som har gjort og sett hva, og oppdage snoking.",
        about="Barn og unge, ansatte, foresatte og andre som er innlogget.",
        basis="Plikten til å ha sikkerhet som står i forhold til risikoen (personvernforordningen artikkel 32), og kommunens egen hjemmel for det som logges.",
        shown_to="Den saken gjelder, gjennom et menneske; personvernombudet; tilsynsmyndigheten.",
        erased="Ordene når rommet eller barnet blir glemt; raden og seglet står. Innsynsloggen etter ti år.",
    )
