"""How one of a few looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Alder",
        """{% toggle_group "Vis tegn for alder" "alder" options current="3-6" %}""",
        {"options": (("0-1", "0–1 år"), ("1-3", "1–3 år"), ("3-6", "3–6 år"), ("6-9", "6–9 år"))},
    ),
)
