"""What one fills in on the pages of this room, and the sentences that say what is wrong."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from somlos.foundation.access.rules import Protection
from somlos.foundation.accounts.rules import national_id
from somlos.foundation.accounts.rules.national_id import NationalId
from somlos.foundation.organisations.selectors import Colleague
from somlos.foundation.people.rules import CarerKind, ChosenBy, Details, NewCarer, WhyNot
from somlos.foundation.people.rules.children import LONGEST_NAME
from somlos.foundation.people.rules.lists import LONGEST_LIST_NAME
from somlos.foundation.people.rules.readiness import WhyNotReady
from somlos.foundation.people.selectors.words import kind_in_words, languages
from somlos.kernel.refusal import Refused
from somlos.ui.forms import DateField, Option, TextField

WHY: Mapping[Enum, tuple[str, Promise]] = {
    WhyNot.NO_NAME: ("name", _("Skriv navnet.")),
    WhyNot.TOO_LONG: ("name", _("Navnet er for langt.")),
    WhyNot.BORN_AND_EXPECTED: ("expected_on", _("Skriv enten fødselsdato eller termin, ikke begge.")),
    WhyNot.BORN_IN_THE_FUTURE: (
        "birth_date",
        _("Fødselsdatoen er ikke kommet ennå. Er barnet ikke født, skriver du termin."),
    ),
    WhyNot.TOO_OLD: ("birth_date", _("Sømløs er for barn og unge til og med 24 år. Se etter om året er riktig.")),
    WhyNot.EXPECTED_TOO_FAR_OFF: ("expected_on", _("Termin er for langt fram. Se etter om året er riktig.")),
    WhyNot.EXPECTED_IN_THE_PAST: (
        "expected_on",
        _("Termin er for lenge siden. Er barnet født, skriver du fødselsdato."),
    ),
    WhyNot.UNKNOWN_LANGUAGE: ("language", _("Velg et språk fra listen.")),
    WhyNot.BIRTH_DATE_DIFFERS: ("national_id", _("Fødselsnummeret og fødselsdatoen sier ikke samme dag.")),
    WhyNot.STATED_BY_NOBODY: ("stated_by", _("Skriv hvem som har oppgitt det.")),
    WhyNot.STATED_IN_THE_FUTURE: ("stated_on", _("Dagen kan ikke være fram i tid.")),
    WhyNot.CARER_TWICE: ("name", _("Denne personen er skrevet inn fra før.")),
    WhyNot.PROTECTED_ADDRESS: ("address", _("Adressen er sperret. Da skriver vi ikke hvordan hjemmet nås.")),
    WhyNot.STRICT_ADDRESS: (
        "protection",
        _("Et barn med strengt fortrolig adresse står ikke på noen liste. Snakk med lederen din."),
    ),
    WhyNot.NO_SUCH_LIST: ("", _("Listen finnes ikke.")),
    WhyNot.LIST_ENDED: ("ends", _("Listen gjelder ikke lenger. Lag en ny.")),
    WhyNot.LIST_IS_THERE: ("name", _("Det finnes alt en liste med dette navnet fra samme dag.")),
    WhyNot.ENDS_BEFORE_IT_STARTS: ("ends", _("Siste dag må være etter første dag.")),
    WhyNot.TOO_LONG_TIME: ("ends", _("En liste kan gjelde i litt over ett år. Lag en ny liste neste år.")),
    WhyNot.ALREADY_ON_THE_LIST: ("name", _("Et barn med dette navnet og denne dagen står alt på listen.")),
    WhyNot.NOT_ON_THE_LIST: ("", _("Barnet står ikke på listen.")),
    WhyNot.NOT_A_COLLEAGUE: ("share_with", _("Velg noen i tjenesten din.")),
    WhyNot.HAS_NOT_THE_LIST: ("", _("Kollegaen har ikke listen.")),
    WhyNot.NO_SERVICE: ("", _("Stillingen din hører ikke til en tjeneste med barn.")),
    WhyNot.NOTHING_CHANGED: ("", _("Ingenting er endret.")),
    WhyNot.SOMEBODY_ELSE_CHANGED_IT: (
        "",
        _("Noen andre har endret dette mens du skrev. Åpne siden på nytt og se hva som står nå."),
    ),
    WhyNot.ALREADY_ENDED: ("", _("Dette er alt avsluttet.")),
    WhyNotReady.NOT_READY: ("", _("Kommunen er ikke klar for ekte personer ennå. Snakk med administratoren.")),
    WhyNotReady.ALREADY_DECIDED: ("", _("Dette er slått på fra før.")),
}

_ASKED_AS = {"ends": "last"}
"""What a form asks about in other words than the action."""

_NUMBERS = {
    national_id.WhyNot.NOT_ELEVEN_DIGITS: _("Et fødselsnummer har elleve siffer."),
    national_id.WhyNot.NO_SUCH_DATE: _("Fødselsnummeret henger ikke sammen. Se etter om et siffer er byttet om."),
    national_id.WhyNot.HELP_NUMBER: _("Dette er et hjelpenummer fra et sykehus. La feltet stå tomt."),
    national_id.WhyNot.WRONG_CONTROL_DIGITS: _(
        "Fødselsnummeret henger ikke sammen. Se etter om et siffer er byttet om."
    ),
    national_id.WhyNot.REAL_PERSON: _("Her brukes bare oppdiktede personer. Ikke skriv et ekte fødselsnummer."),
    national_id.WhyNot.MADE_UP_PERSON: _("Fødselsnummeret er til en oppdiktet person."),
}


_LONGEST_VERSION = 6


def refuse(form: Form, refused: Refused) -> None:
    """Put the sentence of a refusal at its field; raises what is not about what was filled in."""
    if refused.reason not in WHY:
        raise refused
    field, sentence = WHY[refused.reason]
    field = _ASKED_AS.get(field, field) if field not in form.fields else field
    form.add_error(field if field in form.fields else None, str(sentence))


class NationalIdField(TextField):
    """A national id number, read and checked; empty for who has none."""

    def clean(self, value: Any) -> Any:
        """Return the number; refuse real people in a demonstration and made-up ones elsewhere."""
        written = super().clean(value)
        if not written:
            return None
        read, why = national_id.parse(written), national_id.why_not_accept(written, real_allowed=not settings.DEMO)
        if why is not None or isinstance(read, national_id.WhyNot):
            raise ValidationError(str(_NUMBERS[why or national_id.WhyNot.WRONG_CONTROL_DIGITS]), code="national_id")
        return read


class ListForm(Form):
    """A list: what it is called, for which time, and who has it."""

    name = TextField(
        label=_("Hva skal listen hete?"),
        help_text=_("For eksempel «Blåklokke» eller «5A». Ikke skriv noe om barna her."),
        max_length=LONGEST_LIST_NAME,
        missing=_("Gi listen et navn."),
    )
    starts = DateField(label=_("Fra og med"))
    last = DateField(label=_("Til og med"), help_text=_("En liste gjelder i høyst ett barnehageår eller skoleår."))
    share_with = forms.MultipleChoiceField(
        label=_("Hvem skal ha listen sammen med deg?"),
        help_text=_("De ser de samme barna. Bare folk i tjenesten din kan velges."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": _("Velg noen i tjenesten din."),
            "invalid_list": _("Velg noen i tjenesten din."),
        },
    )

    def __init__(
        self, data: Any = None, *, colleagues: Iterable[Colleague], initial: dict[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        choices = [(str(each.seat_id), Option(each.name, each.title)) for each in colleagues]
        self.fields["share_with"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["share_with"]

    @property
    def ends(self) -> date:
        """Return the first day the list is no longer used."""
        last: date = self.cleaned_data["last"]
        return last + timedelta(days=1) if last < date.max else last


class ShareForm(Form):
    """Somebody else who shall have the list."""

    seat = forms.ChoiceField(
        label=_("Del listen med"),
        error_messages={"required": _("Velg en kollega."), "invalid_choice": _("Velg noen i tjenesten din.")},
    )

    def __init__(self, data: Any = None, *, colleagues: Iterable[Colleague]) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}_%s")
        choices = [("", _("Velg en kollega")), *((str(each.seat_id), each.words) for each in colleagues)]
        self.fields["seat"].choices = choices  # type: ignore[attr-defined]


class TakeForm(ShareForm):
    """Somebody who shall not have the list any more."""

    seat = forms.ChoiceField(
        label=_("Ta listen fra"),
        help_text=_("Da ser kollegaen ikke barna på den, med mindre de står på en annen liste kollegaen har."),
        error_messages={"required": _("Velg en kollega."), "invalid_choice": _("Kollegaen har ikke listen.")},
    )


class CardForm(Form):
    """Who a child is."""

    name = TextField(label=_("Navn"), max_length=LONGEST_NAME, missing=_("Skriv navnet."))
    called = TextField(label=_("Hva vil barnet bli kalt?"), required=False, max_length=LONGEST_NAME)
    birth_date = DateField(label=_("Fødselsdato"), required=False)
    expected_on = DateField(label=_("Termin"), help_text=_("Bare når barnet ikke er født."), required=False)
    language = forms.ChoiceField(
        label=_("Språk barnet snakker best"),
        required=False,
        error_messages={"invalid_choice": _("Velg et språk fra listen.")},
    )
    interpreter_needed = forms.BooleanField(label=_("Trenger tolk"), required=False)

    def __init__(self, data: Any = None, *, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["language"].choices = [("", _("Ikke oppgitt")), *languages()]  # type: ignore[attr-defined]

    def details(self) -> Details:
        """Return what was filled in."""
        told = self.cleaned_data
        return Details(
            name=told["name"],
            called=told["called"],
            birth_date=told["birth_date"],
            expected_on=told["expected_on"],
            language=told["language"],
            interpreter_needed=told["interpreter_needed"],
        )


class CorrectForm(CardForm):
    """What is corrected, and which version one saw."""

    seen_version = forms.Field(widget=forms.HiddenInput, required=False)

    @property
    def version(self) -> int:
        """Return the version one saw; 0, which is none, when it was lost."""
        given = str(self["seen_version"].value())
        return int(given) if given.isascii() and given.isdigit() and len(given) < _LONGEST_VERSION else 0


class ChildForm(CardForm):
    """A child put on a list by hand."""

    national_id = NationalIdField(
        label=_("Fødselsnummer"),
        help_text=_("Brukes bare til å kjenne igjen barnet i tjenesten deres. Vi viser det aldri."),
        required=False,
        max_length=20,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a day one can tell an age by."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not (told.get("birth_date") or told.get("expected_on") or told.get("national_id") or self.errors):
            self.add_error("birth_date", _("Skriv fødselsdato, fødselsnummer eller termin."))
        return told

    @property
    def number(self) -> NationalId | None:
        """Return the national id that was filled in."""
        found: NationalId | None = self.cleaned_data["national_id"]
        return found


class CarerForm(Form):
    """Somebody who cares for a child, as it was told by whom and when."""

    name = TextField(label=_("Navn"), max_length=LONGEST_NAME, missing=_("Skriv navnet."))
    kind = forms.ChoiceField(
        label=_("Hva er personen for barnet?"),
        error_messages={
            "required": _("Velg hva personen er for barnet."),
            "invalid_choice": _("Velg hva personen er for barnet."),
        },
    )
    national_id = NationalIdField(
        label=_("Fødselsnummer"),
        help_text=_("Trengs bare hvis personen skal kunne logge inn her."),
        required=False,
        max_length=20,
    )
    stated_by = TextField(
        label=_("Hvem har oppgitt det?"),
        help_text=_("For eksempel «mor» eller «barnevernstjenesten». Vi vet det ikke bedre enn den som sa det."),
        max_length=LONGEST_NAME,
        missing=_("Skriv hvem som har oppgitt det."),
    )
    stated_on = DateField(label=_("Når ble det oppgitt?"), missing=_("Velg dagen det ble oppgitt."))

    def __init__(self, data: Any = None, *, initial: dict[str, object] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["kind"].choices = [("", _("Velg")), *((kind.value, kind_in_words(kind)) for kind in CarerKind)]  # type: ignore[attr-defined]

    def carer(self) -> NewCarer:
        """Return who was filled in."""
        told = self.cleaned_data
        return NewCarer(
            told["name"], CarerKind(told["kind"]), told["stated_by"], told["stated_on"], told["national_id"]
        )


class TrustedPersonForm(Form):
    """Somebody the child or the family wants to have with them."""

    name = TextField(label=_("Navn"), max_length=LONGEST_NAME, missing=_("Skriv navnet."))
    chosen_by = forms.ChoiceField(
        label=_("Hvem har valgt personen?"),
        widget=forms.RadioSelect,
        choices=((ChosenBy.CHILD.value, _("Barnet")), (ChosenBy.FAMILY.value, _("Familien"))),
        error_messages={
            "required": _("Velg hvem som har valgt personen."),
            "invalid_choice": _("Velg hvem som har valgt personen."),
        },
    )


class ContactForm(Form):
    """How the home or one carer is reached."""

    carer = forms.ChoiceField(
        label=_("Hvem gjelder det?"), required=False, error_messages={"invalid_choice": _("Velg en fra listen.")}
    )
    phone = TextField(label=_("Telefon"), required=False, max_length=40)
    email = TextField(label=_("E-post"), required=False, max_length=200)
    address = TextField(label=_("Adresse"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, carers: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["carer"].choices = [("", _("Hjemmet")), *carers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for something to reach them by."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not (told.get("phone") or told.get("email") or told.get("address") or self.errors):
            self.add_error("phone", _("Skriv telefon, e-post eller adresse."))
        return told


class ProtectForm(Form):
    """How well the address is hidden."""

    protection = forms.ChoiceField(
        label=_("Hvor godt er adressen sperret?"),
        widget=forms.RadioSelect,
        choices=(
            (Protection.NONE.value, Option(_("Ikke sperret"))),
            (
                Protection.CONFIDENTIAL.value,
                Option(_("Fortrolig"), _("Adresse og telefon blir borte herfra. Ingen privatperson får se dem.")),
            ),
            (
                Protection.STRICTLY_CONFIDENTIAL.value,
                Option(
                    _("Strengt fortrolig"),
                    _("Barnet blir borte for alle andre enn deg, med en gang."),
                ),
            ),
        ),
        error_messages={
            "required": _("Velg hvor godt adressen er sperret."),
            "invalid_choice": _("Velg hvor godt adressen er sperret."),
        },
    )


class FileForm(Form):
    """A file with a list of children, and who has stated who has responsibility for them."""

    file = forms.FileField(
        label=_("Fil med listen (CSV)"),
        help_text=_("Høyst én megabyte og 500 barn."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        allow_empty_file=True,
        error_messages={
            "required": _("Velg en fil på høyst én megabyte."),
            "invalid": _("Velg en fil på høyst én megabyte."),
        },
    )
    stated_by = TextField(
        label=_("Hvem har oppgitt hvem som har foreldreansvar?"),
        help_text=_("For eksempel «foreldrene ved innmelding»."),
        max_length=LONGEST_NAME,
        missing=_("Skriv hvem som har oppgitt det."),
    )
    stated_on = DateField(label=_("Når ble det oppgitt?"), missing=_("Velg dagen det ble oppgitt."))

    def __init__(self, data: Any = None, files: Any = None, *, today: date) -> None:
        super().__init__(data, files)
        self.today = today

    def clean_stated_on(self) -> date:
        """Refuse a day that has not been."""
        day: date = self.cleaned_data["stated_on"]
        if day > self.today:
            raise ValidationError(_("Dagen kan ikke være fram i tid."), code="late")
        return day

    def clean_file(self) -> bytes:
        """Return the bytes of the file; which are wrong, the reader tells line by line."""
        file: File[bytes] = self.cleaned_data["file"]
        content: bytes = file.read()
        return content
