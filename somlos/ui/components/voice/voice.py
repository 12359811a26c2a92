"""The child's own words: who wrote them down, and that the child has said yes to showing them."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register, trimmed


@register.simple_block_tag
def voice(content: SafeString, who: str, *, told: str) -> SafeString:
    """Draw the quotation. `told` says to whom it was told, when, and what the child has decided about it."""
    return draw("voice", content=trimmed(content), who=who, told=told)
