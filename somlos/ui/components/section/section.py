"""A part of a page with its heading, how many there are, and one line or link at the side."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_block_tag
def section(
    content: SafeString,
    heading: str,
    id: str,
    *,
    count: int | None = None,
    note: str = "",
    href: str = "",
    level: int = 2,
    area: str = "",
) -> SafeString:
    """Draw the part, named by its heading. `note` stands at the right and is a link when there is `href`."""
    return draw(
        "section", content=content, heading=heading, id=id, count=count, note=note, href=href, level=level, area=area
    )
