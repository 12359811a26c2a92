"""A link that looks like a button, for the one thing most people come to do."""

from django.utils.safestring import SafeString

from somlos.ui.components.button.button import COLOURS, SIZES, VARIANTS
from somlos.ui.library import draw, one_of, register, trimmed


@register.simple_block_tag
def link_button(
    content: SafeString,
    href: str,
    *,
    variant: str = "primary",
    colour: str = "",
    size: str = "",
    icon: str = "",
    full: bool = False,
) -> SafeString:
    """Draw the link as a button that leads to `href`."""
    return draw(
        "link_button",
        content=trimmed(content),
        href=href,
        variant=one_of(variant, VARIANTS, "variant"),
        colour=one_of(colour, COLOURS, "colour"),
        size=one_of(size, SIZES, "size"),
        icon_name=icon,
        full=full,
    )
