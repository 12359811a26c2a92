"""What must be put right before the form can be saved, with a link to each field."""

from dataclasses import dataclass

from django.forms import BaseForm
from django.utils.safestring import SafeString

from somlos.ui.components.field.field import first_input
from somlos.ui.library import draw, register
from somlos.ui.words import in_words


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to put right, and where."""

    text: str
    id: str


@register.simple_tag
def error_summary(*forms: BaseForm, level: int = 2) -> SafeString:
    """Draw all errors of the forms, and take focus; nothing when there are none."""
    wrong = [one for form in forms for one in everything_wrong(form)]
    if not wrong:
        return SafeString("")
    return draw("error_summary", wrong=wrong, number=len(wrong), said=in_words(len(wrong)).capitalize(), level=level)


def everything_wrong(form: BaseForm) -> list[Wrong]:
    """Return each error of the form in the order of its fields, first those that belong to no field."""
    whole = [Wrong(str(text), "") for text in form.non_field_errors()]
    return whole + [Wrong(str(text), first_input(bound)) for bound in form for text in bound.errors]
