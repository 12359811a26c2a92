"""How link buttons look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Hovedhandling", """{% link_button "#" icon="ChatElipsis" size="md" %}Jeg undrer meg{% endlink_button %}"""
    ),
    Example("Stille", """{% link_button "#" variant="secondary" %}Les og ta imot{% endlink_button %}"""),
    Example(
        "Ring",
        """{% link_button "tel:00000012" variant="secondary" icon="Phone" full=True %}Ring 00 00 00 12{% endlink_button %}""",
    ),
)
