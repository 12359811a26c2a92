"""How phone lists look."""

from somlos.ui.example import Example
from somlos.ui.frame import Phone

EXAMPLES = (
    Example(
        "Telefonliste",
        """{% card %}{% phones numbers %}{% endcard %}""",
        {
            "numbers": (
                Phone("Fare for liv og helse", "113"),
                Phone("Barnevernstjenesten", "00 00 00 01", "hverdager 8–16"),
                Phone("Barnevernvakta", "116 111", "hele døgnet"),
            )
        },
    ),
)
