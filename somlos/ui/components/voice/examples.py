"""How the child's words look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Barnet sier",
        """{% voice "Ella sier" told="Fortalt til Silje 4. mars. Ella har sagt at mamma og pappa kan lese det." %}«Jeg vil at noen er med meg ut når det bråker.»{% endvoice %}""",
    ),
)
