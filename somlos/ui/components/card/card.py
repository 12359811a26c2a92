"""A white card on wool. No cards in cards."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_block_tag
def card(content: SafeString, *, heading: str = "", id: str = "", level: int = 2, flush: bool = False) -> SafeString:
    """Draw the content on a card; with a heading it becomes a section named by it. `flush` leaves out the padding."""
    return draw("card", content=content, heading=heading, id=id, level=level, flush=flush)
