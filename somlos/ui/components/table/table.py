"""A table on a card. On a phone each row becomes a small card and keeps its meaning for screen readers."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from somlos.ui.library import draw, register

_OPENING = re.compile(r"<(tr|th|td)\b(?![^>]*\brole=)([^>]*)>")


@register.simple_block_tag
def table(
    content: SafeString, caption: str, *, columns: Sequence[str] | str | Promise, hover: bool = False
) -> SafeString:
    """Draw rows of plain `tr`, `th scope="row"` and `td` under the columns, given as a list or as `A|B|C`."""
    heads = str(columns).split("|") if isinstance(columns, str | Promise) else columns
    return draw("table", rows=named_cells(content, heads), caption=caption, columns=heads, hover=hover)


def named_cells(rows: str, columns: Sequence[str]) -> SafeString:
    """Give rows and cells the roles they lose when they are stacked, and each cell the name of its column."""
    names: Iterator[str] = iter(())

    def named(opening: re.Match[str]) -> str:
        nonlocal names
        element, attributes = opening.groups()
        if element == "tr":
            names = chain(columns, repeat(""))
            return f'<tr role="row"{attributes}>'
        name = next(names)
        if element == "th":
            return f'<th role="rowheader"{attributes}>'
        return f'<td role="cell" data-l="{escape(name)}"{attributes}>'

    return mark_safe(_OPENING.sub(named, rows))  # noqa: S308
