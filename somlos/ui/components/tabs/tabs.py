"""Pages beside each other, each with its own address."""

from django.utils.safestring import SafeString

from somlos.ui.components.count.count import count as counted
from somlos.ui.library import draw, register, trimmed


@register.simple_block_tag
def tabs(content: SafeString, label: str) -> SafeString:
    """Draw the row of pages; inside it stand `tab`s."""
    return draw("tabs", content=content, label=label)


@register.simple_block_tag
def tab(content: SafeString, href: str, *, current: bool = False, count: int | None = None) -> SafeString:
    """Draw one page's link; `current` for the one that is shown."""
    pill = "" if count is None else counted(count)
    return draw("tabs", "tab", content=trimmed(content), href=href, current=current, pill=pill)
