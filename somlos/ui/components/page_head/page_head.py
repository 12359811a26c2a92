"""The top of a page or of a part of it: what it is, one sentence about what matters now, at most one action."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register, trimmed


@register.simple_block_tag
def page_head(content: SafeString, heading: str, *, lead: str = "", eyebrow: str = "", level: int = 1) -> SafeString:
    """Draw heading and lead with the content as the action beside them. Most pages fill the layout's blocks instead."""
    return draw("page_head", content=trimmed(content), heading=heading, lead=lead, eyebrow=eyebrow, level=level)
