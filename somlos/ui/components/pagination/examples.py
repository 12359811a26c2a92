"""How more pages look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Først, midt i, sist",
        """{% pagination 1 4 label="Først" %}{% pagination 2 4 label="Midt i" %}{% pagination 4 4 label="Sist" %}""",
    ),
)
