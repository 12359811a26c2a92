"""One of a few, side by side, inside a form."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_tag
def toggle_group(
    legend: str, name: str, options: Iterable[tuple[str, str]], *, current: str = "", show_legend: bool = False
) -> SafeString:
    """Draw the choices (value and words) as one bar of radio buttons."""
    return draw("toggle_group", legend=legend, name=name, options=options, current=current, show_legend=show_legend)
