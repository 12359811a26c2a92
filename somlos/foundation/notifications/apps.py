"""Notices as a Django app."""

from django.apps import AppConfig

from somlos.kernel.processing import Processing


class Notifications(AppConfig):
    """The inbox, the nudge by e-mail and the jobs of the worker."""

    name = "somlos.foundation.notifications"
    label = "notifications"
    processing = Processing(
        purpose="Å si fra til den det gjelder at noe venter, uten å si hva og om hvem.",
        about="Ansatte og andre som er innlogget.",
        basis="Den samme som det varselet leder til; e-post bare for dem som selv har slått den på.",
        shown_to="Den varselet er til. E-posttjeneren får én fast tekst og en adresse.",
        erased="Leste varsler etter 90 dager, sendte brev etter sju dager, e-postadressen når den slås av.",
    )
