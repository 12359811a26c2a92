"""A form that is written down once, however often it is posted."""

from typing import Any
from uuid import UUID

from django import forms

from somlos.kernel.ids import new_id


class OnceForm(forms.Form):
    """A form with a mark of its own, by which what it says is written once: after a double press, or the back button."""

    once = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("once", str(new_id()))

    @property
    def mark(self) -> UUID | None:
        """Return the form's own mark; None when it was lost."""
        try:
            return UUID(str(self["once"].value()))
        except ValueError:
            return None
