"""How many there are, beside a heading or in a menu."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_tag
def count(number: int, *, unit: str = "") -> SafeString:
    """Draw the number in a pill; `unit` says to screen readers what is counted when the words beside it do not."""
    return draw("count", number=number, unit=unit)
