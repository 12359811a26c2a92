"""Examples of every component, gathered for the gallery page and for the tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from somlos.ui import components


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


@dataclass(frozen=True, slots=True)
class Shown:
    """A component with all its examples."""

    name: str
    says: str
    examples: tuple[Example, ...]


def all_components() -> tuple[Shown, ...]:
    """Gather every component folder, in the order of their names."""
    return tuple(_shown(found.name) for found in iter_modules(components.__path__))


def _shown(name: str) -> Shown:
    package = import_module(f"{components.__name__}.{name}")
    examples = import_module(f"{components.__name__}.{name}.examples")
    return Shown(name, (package.__doc__ or "").strip(), examples.EXAMPLES)
