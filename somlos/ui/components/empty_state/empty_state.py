"""Nothing here: what it means, often good news, and what will come here."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_block_tag
def empty_state(content: SafeString, title: str, *, icon: str = "Sun") -> SafeString:
    """Draw what it means that there is nothing; never an empty table."""
    return draw("empty_state", content=content, title=title, icon_name=icon)
