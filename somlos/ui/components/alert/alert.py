"""A message in a coloured frame. It never goes away by itself."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, one_of, register

COLOURS = ("info", "success", "warning", "danger")


@register.simple_block_tag
def alert(
    content: SafeString, *, colour: str = "info", heading: str = "", id: str = "", level: int = 2, live: bool = False
) -> SafeString:
    """Draw the message; `live` has it read aloud when it is swapped in, and belongs to what has just happened."""
    return draw(
        "alert",
        content=content,
        colour=one_of(colour, COLOURS, "colour"),
        heading=heading,
        id=id,
        level=level,
        live=live,
    )
