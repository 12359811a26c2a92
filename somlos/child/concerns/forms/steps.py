"""The forms of the steps: with whom, the talks, the decision."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from somlos.child.concerns.forms.once import OnceForm
from somlos.child.concerns.forms.words import DECISIONS
from somlos.child.concerns.rules import Decision, Takeover
from somlos.foundation.organisations.selectors import Colleague
from somlos.ui.forms import DateField, Option, TextField


class ColleagueForm(forms.Form):
    """One colleague of the service, or its leader; whether it can be that one, the action says."""

    seat = forms.UUIDField(
        label=_("Hvem vil du drøfte med?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Velg en kollega eller lederen din."),
            "invalid": _("Velg noen som er i samme tjeneste som deg nå."),
        },
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].label = label or self.fields["seat"].label

    def offer(self, colleagues: Iterable[Colleague]) -> "ColleagueForm":
        """Offer these to choose among."""
        self.fields["seat"].widget.choices = [(str(each.seat_id), _as_option(each)) for each in colleagues]
        return self


def _as_option(colleague: Colleague) -> Option:
    away = _("borte nå")
    return Option(colleague.name, f"{colleague.title}, {away}" if colleague.is_away else colleague.title)


class TalkForm(OnceForm):
    """A talk with the child."""

    held_on = DateField(label=_("Når snakket dere sammen?"))
    said = TextField(
        label=_("Hva sa barnet?"),
        help_text=_("Skriv barnets egne ord."),
        rows=4,
        max_length=6_000,
        missing=_("Skriv kort hva dere snakket om."),
    )
    shared = TextField(label=_("Hva ble dere enige om?"), rows=3, max_length=4_000, required=False)


class HomeTalkForm(TalkForm):
    """A talk with the home, and what of it the author shares with the family."""

    said = TextField(
        label=_("Hva snakket dere om?"),
        help_text=_("Det hjemmet fortalte, og det du fortalte."),
        rows=4,
        max_length=6_000,
        missing=_("Skriv kort hva dere snakket om."),
    )
    shared = TextField(
        label=_("Hva vil du dele med familien fra samtalen?"),
        help_text=_("Velg selv. Det du skriver her, kan familien få se."),
        rows=3,
        max_length=4_000,
        required=False,
    )


class DecideForm(forms.Form):
    """What becomes of the note."""

    decision = forms.ChoiceField(
        label=_("Hva bestemmer dere?"),
        choices=[(decision.value, option) for decision, option in DECISIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva dere bestemmer."), "invalid_choice": _("Velg én av mulighetene.")},
    )
    reason = TextField(
        label=_("Hvorfor?"),
        help_text=_("Skriv kort, slik at familien kan lese det."),
        rows=3,
        max_length=4_000,
        missing=_("Skriv kort hvorfor dere bestemmer dette."),
    )
    told = forms.BooleanField(
        label=_("Barnet og hjemmet har fått vite det, hvis vi har snakket med dem"), required=False
    )

    def without(self, decision: Decision) -> "DecideForm":
        """Leave a decision out of what is offered; whether it can be made, the action says."""
        choices: Any = self.fields["decision"].widget
        choices.choices = [(value, option) for value, option in choices.choices if value != decision.value]
        return self

    def clean_decision(self) -> Decision:
        """Return the decision."""
        return Decision(self.cleaned_data["decision"])


class TakeOverForm(forms.Form):
    """Why a leader takes a note over."""

    why = forms.ChoiceField(
        label=_("Hvorfor tar du over?"),
        choices=[
            (Takeover.LEFT.value, Option(_("Den som skrev, har sluttet"))),
            (Takeover.AWAY.value, Option(_("Den som skrev, er syk eller borte"))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvorfor du tar over."), "invalid_choice": _("Velg én av grunnene.")},
    )

    def clean_why(self) -> Takeover:
        """Return the reason."""
        return Takeover(self.cleaned_data["why"])
