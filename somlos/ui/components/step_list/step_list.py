"""Numbered steps side by side, such as the levels 0–3; under each other on a phone."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, register


@register.simple_block_tag
def step_list(content: SafeString, *, label: str = "") -> SafeString:
    """Draw the steps; inside it stand `stage`s."""
    return draw("step_list", content=content, label=label)


@register.simple_block_tag
def stage(content: SafeString, title: str, *, number: int, open: bool = False, level: int = 3) -> SafeString:
    """Draw one step with its number and heading; `open` draws it dashed, for what is not decided yet."""
    return draw("step_list", "stage", content=content, title=title, number=number, open=open, level=level)
