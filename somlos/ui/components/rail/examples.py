"""How the side column looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Ved siden av hovedspalten",
        """<div class="s-grid"><div class="s-col">{% card %}<p>Hovedspalten kommer først, også på mobil.</p>{% endcard %}</div>{% rail "Eksempel på skinne" %}{% card heading="Handlingsveileder" id="veileder" level=3 %}<p class="s-meta">Nivå 0: fra undring til avklaring</p>{% endcard %}{% endrail %}</div>""",
    ),
)
