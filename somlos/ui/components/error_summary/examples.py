"""How errors are summed up."""

from somlos.ui.components.field.examples import Wonder
from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "To feil",
        """{% error_summary form level=3 %}""",
        {"form": Wonder({"on": "31.02.2026", "home": "no"}, auto_id="c_%s")},
    ),
    Example(
        "Ingen feil: ingenting",
        """<div>{% error_summary form level=3 %}</div>""",
        {"form": Wonder({"seen": "Satt alene.", "home": "no"}, auto_id="c_%s")},
    ),
)
