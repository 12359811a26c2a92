"""Every component with its examples, gathered for the gallery page and for the tests."""

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from somlos.ui import components
from somlos.ui.example import Example


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
