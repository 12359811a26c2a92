"""What a component folder has in its `examples.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Example:
    """One use of a component: what it shows, and the template that draws it."""

    title: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def draw(self) -> SafeString:
        """Render the example as a page would, but let none of them take focus from the top of the gallery."""
        drawn = Engine.get_default().from_string("{% load ui %}" + self.template).render(Context(dict(self.values)))
        return mark_safe(drawn.replace(" autofocus", ""))  # noqa: S308
