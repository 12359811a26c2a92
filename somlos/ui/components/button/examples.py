"""How buttons look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Tre vekter",
        """<div class="s-buttons">{% button %}Ta imot{% endbutton %}{% button variant="secondary" %}Spør om noe{% endbutton %}{% button variant="tertiary" %}Avbryt{% endbutton %}</div>""",
    ),
    Example(
        "Med ikon, og for det som ikke kan angres",
        """<div class="s-buttons">{% button icon="ChatElipsis" %}Jeg undrer meg{% endbutton %}{% button variant="secondary" colour="danger" icon="Trash" %}Slett kladd{% endbutton %}{% button colour="danger" %}Ja, trekk samtykket{% endbutton %}</div>""",
    ),
    Example("Full bredde", """{% button full=True %}Lagre undringen{% endbutton %}"""),
    Example(
        "Gjør ferdig senere: sender skjemaet uten kontroll",
        """{% button variant="tertiary" name="kladd" value="ja" unchecked=True %}Gjør ferdig senere{% endbutton %}""",
    ),
)
