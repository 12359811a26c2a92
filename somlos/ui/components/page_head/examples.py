"""How the top of a page looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Med én handling",
        """{% page_head "God morgen, Ragnhild" lead="Du har to løfter med frist i dag. En overlevering venter på svar." eyebrow="Torsdag 12. mars" level=3 %}{% link_button "#" icon="ChatElipsis" size="md" full=True %}Jeg undrer meg{% endlink_button %}{% endpage_head %}""",
    ),
    Example(
        "Uten handling",
        """{% page_head "Vår plan" lead="Her ser dere det samme som laget rundt Emil." level=3 %}{% endpage_head %}""",
    ),
)
