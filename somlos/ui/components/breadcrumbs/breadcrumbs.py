"""Where one is: the way here on wide screens, one step back on narrow ones."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register, trimmed


@register.simple_block_tag
def breadcrumbs(content: SafeString) -> SafeString:
    """Draw the way here; inside it stand `crumb`s, the page itself last and without an address."""
    return draw("breadcrumbs", content=content)


@register.simple_block_tag
def crumb(content: SafeString, href: str = "") -> SafeString:
    """Draw one step of the way."""
    return draw("breadcrumbs", "crumb", content=trimmed(content), href=href)
