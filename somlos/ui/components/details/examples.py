"""How an opening line looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Lukket og åpen",
        """{% details "Slik spør du uten å si hvem det gjelder" %}<p>Ring og si hva du lurer på. I en liten kommune kan alderen være nok til å kjenne igjen et barn.</p>{% enddetails %}<br>{% details "Hva om jeg tar feil?" open=True %}<p>Da har du vist at du bryr deg. Det er lov å ta feil.</p>{% enddetails %}""",
    ),
)
