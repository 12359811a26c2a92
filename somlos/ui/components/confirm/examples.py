"""How a question looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Noe som ikke kan angres",
        """{% confirm yes="Ja, slett kladden" no="Nei, behold den" back="#" %}<p>Kladden om Ella blir borte med en gang.</p><p>Undringer du har lagret, blir ikke borte.</p>{% endconfirm %}""",
    ),
    Example(
        "Noe som kan gjøres om",
        """{% confirm yes="Ja, drøft med Tora" no="Nei, ikke ennå" back="#" danger=False %}<p>Tora får se denne undringen fram til 19. mars.</p>{% endconfirm %}""",
    ),
)
