"""How the thread looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Nyest først",
        """{% card %}{% thread %}{% step "Ny samtale med hjemmet" state="planned" when="16. mars" %}{% endstep %}{% step "Drøftet med leder" state="now" when="I dag" %}{% endstep %}{% step "Snakket med Ella" when="10. mars" %}{% endstep %}{% step "Skrev undringen" when="3. mars" %}{% endstep %}{% endthread %}{% endcard %}""",
    ),
    Example(
        "Handlingsveileder, på ull",
        """{% thread on_wool=True label="Stegene på nivå 0" %}{% step "Legg merke til" number="0.1" %}<p class="s-meta">Ansvar: <b>du som ser</b></p>{% endstep %}{% step "Drøft med kollega eller leder" number="0.2" state="now" %}<p class="s-meta">Ansvar: <b>du og lederen din</b></p><p class="s-meta">Innen én uke</p>{% endstep %}{% step "Snakk med barnet" number="0.3" state="planned" %}<p class="s-meta">Ansvar: <b>du</b></p>{% endstep %}{% endthread %}""",
    ),
)
