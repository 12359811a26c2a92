"""An icon of the Aksel set, drawn inline; the word beside it carries the meaning."""

from django.utils.safestring import SafeString, mark_safe

from somlos.ui.library import icon_shape, register


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the icon; it is hidden from screen readers, so it never stands alone."""
    return mark_safe(  # noqa: S308
        f'<svg class="s-ic" viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">{icon_shape(name)}</svg>'
    )
