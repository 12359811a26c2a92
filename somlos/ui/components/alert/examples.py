"""How messages look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example("Opplysning", """{% alert %}<p>Hanne har endret hvem som får se planen.</p>{% endalert %}"""),
    Example("Gjort", """{% alert colour="success" %}<p>Referatet er sendt til familien.</p>{% endalert %}"""),
    Example(
        "Frist", """{% alert colour="warning" %}<p>Siste kontakt med Sander var for tre uker siden.</p>{% endalert %}"""
    ),
    Example(
        "Haster",
        """{% alert colour="danger" heading="Haster det?" level=3 %}<p>Er barnet i fare nå, ringer du 112.</p>{% phones numbers %}{% endalert %}""",
        {
            "numbers": (
                {"label": "Politi", "number": "112", "dial": "112"},
                {"label": "Legevakt", "number": "116 117", "dial": "116117"},
            )
        },
    ),
)
