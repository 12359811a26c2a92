"""What supports the page, beside it: never the only place for something one must do."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_block_tag
def rail(content: SafeString, label: str, *, sticky: bool = False) -> SafeString:
    """Draw the side column with its name; put it last in `div.s-grid`. `sticky` keeps it in sight on wide screens."""
    return draw("rail", content=content, label=label, sticky=sticky)
