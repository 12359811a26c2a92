"""How the way here looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example(
        "Tre ledd",
        """{% breadcrumbs %}{% crumb "#" %}Min dag{% endcrumb %}{% crumb "#" %}Undringene mine{% endcrumb %}{% crumb %}Drøft med leder{% endcrumb %}{% endbreadcrumbs %}""",
    ),
)
