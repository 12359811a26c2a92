"""The form of a wonder note, and the word one begins with when the child is on no list."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from somlos.child.concerns.forms.once import OnceForm
from somlos.ui.forms import DateField, TextField

KEPT_AT_MOST = 100_000  # characters of one field a draft keeps; far beyond what can be saved
_SCALE = [("", _("Jeg vil ikke sette et tall")), *[(str(number), str(number)) for number in range(1, 11)]]
_TYPED = ("seen", "child_words", "strengths", "noticed_on", "scale")


class NoteForm(OnceForm):
    """A wonder note: what was seen is enough to save (R11)."""

    after = forms.Field(widget=forms.HiddenInput, required=False)
    seen = TextField(
        label=_("Hva har du sett eller hørt?"),
        help_text=_(
            "Skriv når og hvor. Skriv det du så, ikke hva du tror det betyr."
            " Skriv slik at familien kan lese det. De kan be om innsyn."
        ),
        rows=7,
        max_length=8_000,
        missing=_("Skriv hva du har sett eller hørt. Én setning er nok for å lagre."),
    )
    noticed_on = DateField(label=_("Når la du merke til det?"), required=False)
    child_words = TextField(
        label=_("Hva sier barnet selv?"),
        help_text=_("Barnets egne ord, hvis barnet har sagt noe."),
        rows=3,
        max_length=4_000,
        required=False,
    )
    strengths = TextField(
        label=_("Hva går bra?"),
        help_text=_("Noe barnet er god på, en trygg voksen, en venn."),
        rows=3,
        max_length=4_000,
        required=False,
    )
    signs = forms.MultipleChoiceField(
        label=_("Tegn du har sett"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Velg tegn fra lista."), "invalid_list": _("Velg tegn fra lista.")},
    )
    scale = forms.ChoiceField(
        label=_("Hvor urolig er du?"),
        help_text=_(
            "1 er litt, 10 er svært. Bare de som ser undringen, ser tallet, og det slettes når dere har bestemt dere."
        ),
        choices=_SCALE,
        required=False,
        error_messages={"invalid_choice": _("Velg et tall fra 1 til 10, eller la det stå åpent.")},
    )

    def __init__(self, *args: Any, today: date, signs: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["signs"].choices = [(sign, sign) for sign in signs]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("noticed_on", today)

    def clean_noticed_on(self) -> date:
        """Return the day, today when none was given."""
        return self.cleaned_data["noticed_on"] or self.today

    def clean_scale(self) -> int | None:
        """Return the number, or none."""
        return int(self.cleaned_data["scale"]) if self.cleaned_data["scale"] else None

    @property
    def version(self) -> int:
        """Return the number of the version one corrects; 0, which is none, when it was lost."""
        given = str(self["after"].value())
        return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0

    @property
    def more_is_open(self) -> bool:
        """Tell whether there is something in the part that may wait."""
        return self._filled("child_words", "strengths")

    @property
    def signs_are_open(self) -> bool:
        """Tell whether a sign was ticked."""
        return self._filled("signs")

    @property
    def scale_is_open(self) -> bool:
        """Tell whether a number was chosen."""
        return self._filled("scale")

    def _filled(self, *names: str) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    def typed(self) -> dict[str, object]:
        """Return what was typed, valid or not, as far as a draft can hold it; empty when nothing was."""
        words: dict[str, object] = {}
        for name in _TYPED:
            value = _kept(str(self.data.get(name, "")))
            if value.strip():
                words[name] = value
        if listed := [_kept(sign)[:80] for sign in self.data.getlist("signs")][:100]:  # type: ignore[attr-defined]
            words["signs"] = listed
        if not words.keys() - {"noticed_on"}:
            return {}
        return words | ({"once": str(self.mark)} if self.mark else {})


def _kept(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:KEPT_AT_MOST]


class KeyForm(forms.Form):
    """A word of one's own for a child that is on no list of one's own."""

    key = TextField(
        label=_("Et ord du kjenner igjen"),
        help_text=_("Ikke navn, initialer eller fødselsdato. For eksempel «rød lue»."),
        max_length=60,
        missing=_("Skriv et ord du kjenner igjen."),
    )
