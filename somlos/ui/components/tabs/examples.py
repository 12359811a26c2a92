"""How pages beside each other look."""

from somlos.ui.gallery import Example

EXAMPLES = (
    Example(
        "Innboks",
        """{% tabs "Innboks" %}{% tab "#" current=True count=3 %}Nye{% endtab %}{% tab "#" %}Leste{% endtab %}{% endtabs %}""",
    ),
)
