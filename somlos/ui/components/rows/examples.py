"""How a list on a card looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Løfter",
        """{% rows %}{% row "Ring mor til Amina om søvn og skolevei" meta="Amina, 14 år · lovet i møtet 5. mars" href="#" %}{% tag colour="warning" icon="Clock" %}Frist i går{% endtag %}{% endrow %}{% row "Avtal tid hos fastlegen sammen med far" meta="Oskar, 11 år" href="#" %}{% tag %}Tir. 17. mars{% endtag %}{% endrow %}{% endrows %}""",
    ),
    Example(
        "Innboks",
        """{% rows %}{% row "Et samtykke er endret. Snakk med lederen din." meta="I dag kl. 9.12" href="#" unread=True %}{% endrow %}{% row "Noen vil drøfte en undring med deg" meta="I går kl. 14.40" href="#" icon="PersonChat" %}{% endrow %}{% endrows %}""",
    ),
)
