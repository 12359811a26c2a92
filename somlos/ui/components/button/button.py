"""Something to press that does something. One primary button on a page."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, one_of, register, trimmed

VARIANTS = ("primary", "secondary", "tertiary")
COLOURS = ("", "danger", "neutral")
SIZES = ("", "sm", "md", "lg")
TYPES = ("submit", "button", "reset")


@register.simple_block_tag
def button(
    content: SafeString,
    *,
    variant: str = "primary",
    colour: str = "",
    size: str = "",
    icon: str = "",
    full: bool = False,
    type: str = "submit",
    name: str = "",
    value: str = "",
    form: str = "",
    action: str = "",
    unchecked: bool = False,
) -> SafeString:
    """Draw a button. `full` fills the width; `action` posts elsewhere; `unchecked` sends the form as it is, as a draft."""
    return draw(
        "button",
        content=trimmed(content),
        variant=one_of(variant, VARIANTS, "variant"),
        colour=one_of(colour, COLOURS, "colour"),
        size=one_of(size, SIZES, "size"),
        icon_name=icon,
        full=full,
        type=one_of(type, TYPES, "type"),
        name=name,
        value=value,
        form=form,
        action=action,
        unchecked=unchecked,
    )
