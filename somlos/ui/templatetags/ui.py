"""Every component as a template tag: `{% load ui %}`."""

from importlib import import_module
from pkgutil import iter_modules

from somlos.ui import components
from somlos.ui.library import register
from somlos.ui.words import in_words

for _component in iter_modules(components.__path__):
    import_module(f"{components.__name__}.{_component.name}.{_component.name}")

register.filter("in_words", in_words)

__all__ = ["register"]
