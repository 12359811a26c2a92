"""More, for those who want it."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_block_tag
def details(content: SafeString, summary: str, *, open: bool = False, id: str = "") -> SafeString:
    """Draw a line that opens to show the content."""
    return draw("details", content=content, summary=summary, open=open, id=id)
