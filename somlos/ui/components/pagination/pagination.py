"""More pages of the same list."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_tag
def pagination(number: int, of: int, *, href: str = "?side=", label: str = "") -> SafeString:
    """Draw the way to the page before and the page after; nothing when there is only one."""
    if of < 2:
        return SafeString("")
    before = f"{href}{number - 1}" if number > 1 else ""
    after = f"{href}{number + 1}" if number < of else ""
    return draw("pagination", number=number, of=of, before=before, after=after, label=label)
