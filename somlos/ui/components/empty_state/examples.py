"""How an empty list looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Godt nytt",
        """{% empty_state "Du har ingen løfter som venter" %}<p>Nye løfter kommer hit når et møte er ferdig.</p>{% endempty_state %}""",
    ),
)
