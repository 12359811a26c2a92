"""How numbered steps look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Nivåene",
        """{% step_list label="Nivåene" %}{% stage "Vi undrer oss" number=0 open=True %}<p>En voksen ser noe og snakker med barnet og hjemmet.</p>{% endstage %}{% stage "Vi prøver hos oss" number=1 %}<p>Én tjeneste prøver tiltak sammen med dere.</p>{% endstage %}{% stage "Flere tjenester" number=2 %}<p>Én person holder stafetten.</p>{% endstage %}{% stage "Sammensatt samarbeid" number=3 %}<p>En familielos samler alle dere trenger.</p>{% endstage %}{% endstep_list %}""",
    ),
)
