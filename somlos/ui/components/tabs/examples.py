"""How pages beside each other look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Innboks",
        """{% tabs "Innboks" %}{% tab "#" current=True count=3 %}Nye{% endtab %}{% tab "#" %}Leste{% endtab %}{% endtabs %}""",
    ),
)
