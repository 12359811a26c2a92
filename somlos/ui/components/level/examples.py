"""How levels look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Tre nivå",
        """<p>{% level 1 "vi prøver hos oss" %}</p><p>{% level 2 "flere tjenester" %}</p><p>{% level 3 "sammensatt samarbeid" %}</p>""",
    ),
)
