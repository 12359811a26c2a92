"""Form fields that say what happened and keep what was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from somlos.kernel.text import BadText, tidy, why_not_keep

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words
else:
    Words = str

_CANNOT_KEEP = {
    BadText.NUL: _(
        "Teksten har et usynlig tegn som ikke kan lagres. Skriv den inn på nytt i stedet for å lime den inn."
    ),
    BadText.HALF_CHARACTER: _("Et av tegnene i teksten er skadet. Slett det og skriv det på nytt."),
}
_ONE_LINE = frozenset("\n\r\t\v\f\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with a line that says what it leads to; used as the label of a choice."""

    label: Words
    description: Words = ""

    def __str__(self) -> str:
        return str(self.label)


class TextField(forms.CharField):
    """Text as people write it: tidied, never cut off, and refused with a sentence when no database can hold it."""

    default_error_messages = {
        "required": _("Skriv noe her."),
        "max_length": _("Teksten er for lang: den har %(show_value)d tegn, og det er plass til %(limit_value)d."),
    }

    def __init__(
        self,
        *,
        label: Words,
        help_text: Words = "",
        required: bool = True,
        max_length: int = 10_000,
        rows: int = 0,
        missing: Words = "",
        autocomplete: str = "off",
    ) -> None:
        attributes: dict[str, str] = {"autocomplete": autocomplete}
        widget: forms.Widget = forms.TextInput(attributes)
        if rows:
            widget = forms.Textarea(attributes | {"rows": str(rows)})
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=max_length,
            widget=widget,
            error_messages={"required": missing} if missing else {},
        )
        self.one_line = not rows
        self.validators = [
            validator for validator in self.validators if type(validator).__name__ != "ProhibitNullCharactersValidator"
        ]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Leave out maxlength: a browser would cut a pasted text off without a word."""
        return {}

    def to_python(self, value: str | None) -> str:
        """Return the text as it can be kept."""
        text = value or ""
        bad = why_not_keep(text)
        if bad is not None:
            raise ValidationError(_CANNOT_KEEP[bad], code=bad.value)
        text = tidy(text)
        if self.one_line:
            text = "".join(" " if character in _ONE_LINE else character for character in text)
        return text


class DateInput(forms.DateInput):
    """A day to pick; as text when what was written is no day, since a browser would throw that away."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the widget's template needs."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not _is_day(shown):
            context["widget"]["type"] = "text"
        return context


class DateField(forms.DateField):
    """A day: picked, or written as people write it."""

    input_formats: Sequence[str] = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m %Y")
    default_error_messages = {
        "required": _("Velg en dag."),
        "invalid": _("Skriv datoen som dag, måned og år, for eksempel 05.01.2026."),
    }

    def __init__(
        self,
        *,
        label: Words,
        help_text: Words = "",
        required: bool = True,
        earliest: date | None = None,
        latest: date | None = None,
        missing: Words = "",
    ) -> None:
        limits = {"min": earliest, "max": latest}
        attributes = {name: day.isoformat() for name, day in limits.items() if day is not None}
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            input_formats=self.input_formats,
            widget=DateInput(attributes, format="%Y-%m-%d"),
            error_messages={"required": missing} if missing else {},
        )
        self.earliest, self.latest = earliest, latest

    def validate(self, value: date | None) -> None:
        """Refuse a day outside the limits the field was given."""
        super().validate(value)
        if value is None:
            return
        if self.latest is not None and value > self.latest:
            raise ValidationError(
                _("Datoen kan ikke være senere enn %(day)s."), params={"day": said(self.latest)}, code="late"
            )
        if self.earliest is not None and value < self.earliest:
            raise ValidationError(
                _("Datoen kan ikke være tidligere enn %(day)s."), params={"day": said(self.earliest)}, code="early"
            )


def said(day: date) -> str:
    """Return the day as a form field shows it."""
    return day.strftime("%d.%m.%Y")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
