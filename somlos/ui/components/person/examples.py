"""How a person looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example("Ansatt", """{% person "Ragnhild Havskum" "Helsesykepleier" %}"""),
    Example("Barn, med lenke", """{% person "Ella Nordli, 5 år" "Bjørkehaug barnehage" colour="sol" href="#" %}"""),
    Example(
        "Langt navn i smal spalte",
        """<div class="s-three"><div>{% person "Fatima-Zahra Bjørnstjerne Rasmussen-Abdullahi" "Spesialpedagogisk rådgiver i pedagogisk-psykologisk tjeneste" %}</div></div>""",
    ),
)
