"""How labels look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Tilstander",
        """<p class="s-inline">{% tag colour="warning" icon="Clock" %}Frist i går{% endtag %} {% tag colour="accent" %}I dag{% endtag %} {% tag %}Tir. 17. mars{% endtag %} {% tag colour="success" icon="Checkmark" %}Gjort{% endtag %}</p>""",
    ),
)
