"""What is asked for on the red path."""

from django import forms
from django.utils.translation import gettext_lazy as _

from somlos.ui.forms import TextField


class LiftForm(forms.Form):
    """Who was asked before the red path is lifted, and why it is."""

    asked = TextField(
        label=_("Hvem har du spurt?"),
        help_text=_("Barnevernet eller politiet. Skriv tjeneste og dato."),
        max_length=200,
        missing=_("Skriv hvem i barnevernet eller politiet du har spurt."),
    )
    reason = TextField(
        label=_("Hvorfor kan den røde veien løftes?"), rows=3, max_length=2_000, missing=_("Skriv hvorfor.")
    )


class MoveForm(forms.Form):
    """Nothing is asked before a note is moved; what is said when it cannot be, is said here."""
