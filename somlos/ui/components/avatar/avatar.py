"""The initials of a person; the name stands beside them."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, one_of, register

SIZES = ("sm", "md", "lg", "xl")
COLOURS = ("accent", "sol", "neutral")
BATONS = ("", "held", "offered")


@register.simple_tag
def avatar(name: str, *, size: str = "md", colour: str = "accent", baton: str = "") -> SafeString:
    """Draw the initials of the name; `sol` is for children and families, the ring says who holds the baton."""
    return draw(
        "avatar",
        initials=initials(name),
        size=one_of(size, SIZES, "size"),
        colour=one_of(colour, COLOURS, "colour"),
        baton=one_of(baton, BATONS, "baton"),
    )


def initials(name: str) -> str:
    """Return the first letter of the first and of the last name; what follows a comma, such as an age, is no name."""
    words = [word for word in name.partition(",")[0].replace("-", " ").split() if word[0].isalpha()]
    chosen = words[:1] if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in chosen)
