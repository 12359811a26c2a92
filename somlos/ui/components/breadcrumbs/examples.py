"""How the way here looks."""

from somlos.ui.gallery import Example

EXAMPLES = (
    Example(
        "To ledd",
        """{% breadcrumbs %}{% crumb "#" %}Min dag{% endcrumb %}{% crumb %}Jeg undrer meg{% endcrumb %}{% endbreadcrumbs %}""",
    ),
    Example(
        "Tre ledd",
        """{% breadcrumbs %}{% crumb "#" %}Min dag{% endcrumb %}{% crumb "#" %}Undringene mine{% endcrumb %}{% crumb %}Drøft med leder{% endcrumb %}{% endbreadcrumbs %}""",
    ),
)
