"""How a national id number is asked for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from somlos.foundation.accounts.notices import words_for
from somlos.foundation.accounts.rules.national_id import NationalId, WhyNot, parse, why_not_accept


class NationalIdField(forms.CharField):
    """A field for a national id number; gives a NationalId, or None when it may be empty and is."""

    def __init__(self, *, real_allowed: bool, **options: Any) -> None:
        self.real_allowed = real_allowed
        # 40: somebody pastes spaces and a name, and is told what is wrong instead of losing the end of it.
        super().__init__(max_length=40, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Show digits on a phone, and let no browser remember the number."""
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> NationalId | None:
        """Read the number, or say at the field what is wrong with it."""
        written: str = super().clean(value)
        if not written:
            return None
        read = parse(written)
        why = read if isinstance(read, WhyNot) else why_not_accept(written, real_allowed=self.real_allowed)
        if isinstance(read, WhyNot) or why:
            assert why is not None
            raise ValidationError(words_for(why), code=why.value)
        return read
