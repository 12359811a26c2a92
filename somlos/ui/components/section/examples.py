"""How a part of a page looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Med antall og en linje",
        """{% section "Det du har lovet" "lovet" count=4 note="Hvem gjør hva til neste gang" level=3 %}{% card %}<p>Innhold</p>{% endcard %}{% endsection %}""",
    ),
    Example(
        "Med lenke",
        """{% section "Barn du følger" "barn" count=5 note="Barn du har fulgt før" href="#" level=3 %}{% card %}<p>Innhold</p>{% endcard %}{% endsection %}""",
    ),
)
