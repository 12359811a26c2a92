"""A list of things that wait or were done, one line each, on a card."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register, trimmed


@register.simple_block_tag
def rows(content: SafeString) -> SafeString:
    """Draw the list; inside it stand `row`s."""
    return draw("rows", content=content)


@register.simple_block_tag
def row(
    content: SafeString, title: str, *, meta: str = "", href: str = "", icon: str = "", unread: bool = False
) -> SafeString:
    """Draw one line: what, a line about it, and at the right the content, such as a label with the deadline."""
    return draw(
        "rows", "row", content=trimmed(content), title=title, meta=meta, href=href, icon_name=icon, unread=unread
    )
