"""Every component as a template tag: `{% load ui %}`."""

from importlib import import_module
from pkgutil import iter_modules

from somlos.ui import components
from somlos.ui.library import register

for _component in iter_modules(components.__path__):
    import_module(f"{components.__name__}.{_component.name}.{_component.name}")

__all__ = ["register"]
