"""Whom to call: one line each, and the number can be pressed."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from somlos.ui.frame import Phone
from somlos.ui.library import draw, register


@register.simple_tag
def phones(numbers: Iterable[Phone]) -> SafeString:
    """Draw the phone list. Each line has `label`, `number`, `dial` and, when they do not always answer, `hours`."""
    return draw("phones", numbers=numbers)
