"""How an avatar looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Størrelser",
        """{% avatar "Ragnhild Havskum" size="sm" %} {% avatar "Ragnhild Havskum" %} {% avatar "Ragnhild Havskum" size="lg" %} {% avatar "Ragnhild Havskum" size="xl" %}""",
    ),
    Example("Barn og familie", """{% avatar "Ella" colour="sol" %} {% avatar "Hanne Sol-Skrent" colour="sol" %}"""),
    Example(
        "Holder stafetten, og har ikke tatt imot ennå",
        """{% avatar "Siv Morgendugg" baton="held" %} &nbsp; {% avatar "Pål Kvistheim" baton="offered" %}""",
    ),
)
