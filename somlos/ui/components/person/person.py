"""A person: initials, name and one line about them."""

from django.utils.safestring import SafeString

from somlos.ui.components.avatar.avatar import BATONS, COLOURS, SIZES
from somlos.ui.library import draw, one_of, register


@register.simple_tag
def person(
    name: str, detail: str = "", *, href: str = "", size: str = "md", colour: str = "accent", baton: str = ""
) -> SafeString:
    """Draw the person; with `href` the name is a link. `sol` is for children and families."""
    return draw(
        "person",
        name=name,
        detail=detail,
        href=href,
        size=one_of(size, SIZES, "size"),
        colour=one_of(colour, COLOURS, "colour"),
        baton=one_of(baton, BATONS, "baton"),
    )
