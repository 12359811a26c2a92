"""A question before something that cannot be undone: a page of its own, with the question as its heading."""

from django.template import Context
from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context, content: SafeString, *, yes: str, no: str, back: str, action: str = "", danger: bool = True
) -> SafeString:
    """Draw what happens and what does not (the content), then `yes`, which posts, and `no`, which leads `back`."""
    token = str(context.get("csrf_token", ""))
    return draw("confirm", content=content, yes=yes, no=no, back=back, action=action, danger=danger, token=token)
