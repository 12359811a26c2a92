"""A label in one to three words: a deadline, a state."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, one_of, register, trimmed

COLOURS = ("neutral", "accent", "success", "warning", "danger", "info")


@register.simple_block_tag
def tag(content: SafeString, *, colour: str = "neutral", icon: str = "") -> SafeString:
    """Draw the words as a label; when the colour means something, an icon says it too."""
    return draw("tag", content=trimmed(content), colour=one_of(colour, COLOURS, "colour"), icon_name=icon)
