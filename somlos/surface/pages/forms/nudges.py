"""An address to nudge, and the code that shows that it is one's own."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from somlos.foundation.notifications.rules import NotChosen
from somlos.ui.forms import TextField

WHY: dict[NotChosen, str | Promise] = {
    NotChosen.TOO_MANY_CODES: _("Du har bedt om fem koder i dag. Prøv igjen i morgen."),
    NotChosen.NO_CODE: _("Det venter ingen kode. Skriv adressen din på nytt."),
    NotChosen.CODE_TOO_OLD: _("Koden er for gammel. Skriv adressen din på nytt, så sender vi en ny."),
    NotChosen.TOO_MANY_TRIES: _("Koden er prøvd for mange ganger. Skriv adressen din på nytt, så sender vi en ny."),
    NotChosen.WRONG_CODE: _("Koden stemmer ikke. Se etter i e-posten og prøv igjen."),
}


class AddressForm(forms.Form):
    """Where a nudge is to go."""

    address = TextField(
        label=_("E-postadressen din"),
        help_text=_("Bruk en adresse bare du leser. Vi sender ikke til en adresse som flere har valgt."),
        max_length=200,
        missing=_("Skriv e-postadressen din."),
        autocomplete="email",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what Django gives a form
        self.fields["address"].widget.input_type = "email"

    def clean_address(self) -> str:
        """Return the address as mail servers write it."""
        wrong = ValidationError(_("Skriv en e-postadresse, for eksempel kari@eksempel.no."))
        address: str = self.cleaned_data["address"]
        name, _at, domain = address.rpartition("@")
        try:
            validate_email(address)
            return f"{name}@{domain.encode('idna').decode()}"
        except (ValidationError, UnicodeError):
            raise wrong from None


class CodeForm(forms.Form):
    """The code from the letter."""

    code = TextField(
        label=_("Koden fra e-posten"),
        help_text=_("Seks siffer."),
        max_length=40,
        missing=_("Skriv koden som står i e-posten."),
        autocomplete="one-time-code",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what Django gives a form
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """Return the code without the spaces people put in."""
        return "".join(str(self.cleaned_data["code"]).split())
