"""The thread: what is done, what is now, what is planned. It never ends in thin air."""

from django.utils.safestring import SafeString

from somlos.ui.library import draw, one_of, register, trimmed

STATES = ("done", "now", "planned")


@register.simple_block_tag
def thread(content: SafeString, *, on_wool: bool = False, label: str = "") -> SafeString:
    """Draw the thread; inside it stand `step`s. `on_wool` when it does not lie on a card."""
    return draw("thread", content=content, on_wool=on_wool, label=label)


@register.simple_block_tag
def step(content: SafeString, title: str, *, state: str = "done", when: str = "", number: str = "") -> SafeString:
    """Draw one step: filled when done, large with a halo when now, hollow and dashed when planned."""
    return draw(
        "thread",
        "step",
        content=trimmed(content),
        title=title,
        state=one_of(state, STATES, "state"),
        when=when,
        number=number,
    )
