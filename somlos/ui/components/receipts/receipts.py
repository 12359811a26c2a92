"""What was just done, at the top of the page. It stays until the reader goes on."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_tag
def receipts(texts: Sequence[str]) -> SafeString:
    """Draw the receipts that wait for this reader; the first takes focus so that it is read aloud."""
    return draw("receipts", texts=texts)
